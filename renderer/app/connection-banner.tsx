import { IconPlugConnectedX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useServices } from '../api/services.tsx';
import styles from './layout.module.css';

/** One line across the window while the engine cannot be reached; what is shown stays readable. */
export function ConnectionBanner() {
  const { client } = useServices();
  const [lost, setLost] = useState(false);
  useEffect(
    () =>
      client.onConnection((state) => {
        setLost(state === 'lost');
      }),
    [client],
  );
  if (!lost) {
    return null;
  }
  return (
    <div className={styles['banner']} role="status">
      <IconPlugConnectedX size={16} aria-hidden />
      Earmark’s engine cannot be reached. Nothing is lost; the window goes on as soon as it is back.
    </div>
  );
}
