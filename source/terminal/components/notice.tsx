import { Text } from 'ink';
import { useTheme } from '../hooks/use-theme.ts';

/** A sentence in the footer, in place of the keys. */
export function Notice({ children }: { readonly children: string }) {
  const { styles } = useTheme();
  return (
    <Text {...styles.bad} wrap="truncate-end">
      {children}
    </Text>
  );
}
