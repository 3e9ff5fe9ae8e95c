import { useTheme } from '../hooks/use-theme.ts';
import { Line } from './line.tsx';

interface NoticeProps {
  readonly children: string;
  readonly columns: number;
}

/** A sentence in the footer, in place of the keys. */
export function Notice({ children, columns }: NoticeProps) {
  const { styles } = useTheme();
  return (
    <Line columns={columns} style={styles.bad}>
      {children}
    </Line>
  );
}
