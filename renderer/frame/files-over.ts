/** `wrong`: of a kind that no export and no model has. */
export type FilesOver = 'one' | 'several' | 'wrong';

/**
 * What hangs over the window; undefined where it is no files. Before the drop a page is told how many there are, and of each the
 * type that the system gives for its name, which is none for a model, a folder and much else; so what is not surely wrong may be right.
 */
export function toFilesOver(data: DataTransfer | null): FilesOver | undefined {
  if (!data?.types.includes('Files')) return undefined;
  const files = [...data.items].filter(({ kind }) => kind === 'file');
  if (files.length > 1) return 'several';
  return wrongTypes.test(files[0]?.type ?? '') ? 'wrong' : 'one';
}

const wrongTypes =
  /^(image|audio|video|font)\/|^application\/(pdf|rtf|msword|vnd\.ms-(powerpoint|word)|vnd\.openxmlformats-officedocument\.(wordprocessingml|presentationml)|vnd\.oasis\.opendocument\.(text|presentation))/;
