import { type Finding, type StepResult, runStep } from './step.ts';
import { strangeAnswer } from './strange-answer.ts';
import { type Target, patience } from './target.ts';
import { INFO_PATH, PROTOCOL, VERSION } from '../../protocol/endpoints.ts';
import { npxCommand, parseGameInfo } from '../../protocol/game-info.ts';
import { type Answer, ask } from './ask.ts';
import { noAnswer } from './no-answer.ts';

async function findingFrom(target: Target, answer: Answer, signal: AbortSignal): Promise<Finding> {
  const game = parseGameInfo(answer);
  if (!game) return strangeAnswer(target, answer, signal);
  const { version, protocol, phase } = game;
  const command = npxCommand(game);
  const summary = `termquiz ${version}, protocol ${protocol}, phase ${phase}`;
  const data = { status: answer.status, version, protocol, phase };
  if (protocol === PROTOCOL) return { summary: `GET ${INFO_PATH} finds ${summary}`, data };
  const [older, newer] = protocol < PROTOCOL ? ['The host', 'you'] : ['This machine', 'the host'];
  return {
    summary,
    data,
    diagnosis: {
      meaning: `The host's termquiz speaks protocol ${protocol}, this one (${VERSION}) protocol ${PROTOCOL}: they do not understand each other.`,
      advice: `${older} has the older version, ${newer} the newer. Use the host's here${command === undefined ? '' : `: ${command}`}.`,
    },
  };
}

/** HTTP: whether a termquiz answers, and one that speaks this protocol. */
export async function askForGame(target: Target): Promise<StepResult> {
  return runStep('http', target.system.now, async () => {
    const signal = patience(target);
    const asked = await ask(target, INFO_PATH, {}, signal);
    if (!asked.ok) return asked;
    const { value } = asked;
    return value.ok ? findingFrom(target, value.answer, signal) : noAnswer(target, value, signal);
  });
}
