import '@mantine/core/styles.css';
import { Button, MantineProvider } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';

const rowHeight = 36;

function Bare() {
  const [turns, setTurns] = useState(0);
  useEffect(() => {
    const press = ({ key }) => key === 'ArrowDown' && setTurns((before) => before + 1);
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
  return (
    <MantineProvider>
      <Button>Bare</Button>
      <h1>{turns}</h1>
      <List />
    </MantineProvider>
  );
}

/** A hundred thousand rows of one text. */
function List() {
  const grid = useRef(null);
  const rows = useVirtualizer({
    count: 100_000,
    getScrollElement: () => grid.current,
    estimateSize: () => rowHeight,
    overscan: 30,
  });
  const pageDown = ({ key }) => {
    if (key === 'PageDown') grid.current.scrollTop += 14 * rowHeight;
  };
  return (
    <div
      ref={grid}
      role="grid"
      tabIndex={0}
      onKeyDown={pageDown}
      style={{ height: 560, overflow: 'auto', contain: 'strict' }}
    >
      <div role="rowgroup" style={{ position: 'sticky', top: 0, height: 48 }} />
      <div role="rowgroup" style={{ position: 'relative', height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, start }) => (
          <div
            key={index}
            role="row"
            style={{
              position: 'absolute',
              top: 0,
              width: '100%',
              height: rowHeight,
              transform: `translateY(${start}px)`,
            }}
          >
            <span role="rowheader">{index}</span>
          </div>
        ))}
      </div>
    </div>
  );
}

createRoot(document.getElementById('root')).render(<Bare />);
