import { createContext, useContext } from 'react';
import { type Theme, createTheme } from '../theme.ts';

export const ThemeContext = createContext<Theme>(createTheme({ ascii: false, colorDepth: 24 }));

export function useTheme(): Theme {
  return useContext(ThemeContext);
}
