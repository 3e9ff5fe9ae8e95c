import './without-eval.ts';
import './styles/index.css';
import { render } from 'preact';
import { App } from './app.tsx';
import { createBrowserGame } from './game/browser-game.ts';

render(<App game={createBrowserGame()} />, document.body);
