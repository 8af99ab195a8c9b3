import type { IpcMainEvent, IpcMainInvokeEvent, WebContents } from 'electron';

/** Whether a message comes from the top frame of our own window while it shows our own page (checklist 17, D38). */
export function isOwnTopFrame(
  event: IpcMainEvent | IpcMainInvokeEvent,
  contents: WebContents | undefined,
  page: string,
): boolean {
  const frame = event.senderFrame;
  return (
    contents !== undefined &&
    frame !== null &&
    event.sender === contents &&
    frame === contents.mainFrame &&
    new URL(frame.url).href.startsWith(page)
  );
}
