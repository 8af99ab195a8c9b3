import type { Profile } from '#core/mapping/profile.ts';
import { openDelimited } from '#host/import/delimited-source.ts';
import type { TableSource } from '#host/import/table-source.ts';

/**
 * Opens a file as its profile says it is written. Readers of other kinds of file are loaded where one is opened.
 * @throws FileError, SheetsError
 */
export async function openSource(
  path: string,
  { form, dialect }: Pick<Profile, 'form' | 'dialect'>,
): Promise<TableSource> {
  switch (form?.kind) {
    case undefined:
      return openDelimited(path, dialect);
    case 'fhir':
      return (await import('#host/fhir/fhir-source.ts')).openFhir(path, form, dialect);
    case 'workbook': {
      const { sheet, headerRow } = form;
      const { openWorkbookSource } = await import('#host/sheets/workbook-source.ts');
      return openWorkbookSource(path, { sheet, headerRow, dialect });
    }
    case 'parquet':
      return (await import('#host/parquet/parquet-source.ts')).openParquet(path, form, dialect);
    case 'arrow':
      return (await import('#host/arrow/arrow-source.ts')).openArrow(path, form, dialect);
    default:
      throw form satisfies never;
  }
}
