import { createContext, useContext } from 'react';
import { type Theme, createTheme } from '../theme.ts';

export const ThemeContext = createContext<Theme>(createTheme({ ascii: false, color: true }));

export function useTheme(): Theme {
  return useContext(ThemeContext);
}
