/** Where the window is. */
export type Place =
  | { readonly screen: 'start' }
  | { readonly screen: 'import' }
  | { readonly screen: 'patients' }
  /** `row` of the list. */
  | { readonly screen: 'patient'; readonly row: number }
  | { readonly screen: 'compare'; readonly row: number }
  | { readonly screen: 'by-hand' }
  | { readonly screen: 'batch' }
  | { readonly screen: 'log' }
  /** `ref` is id@version; `file` a token of a bundle that is not installed. */
  | { readonly screen: 'models'; readonly ref?: string; readonly file?: string }
  | { readonly screen: 'settings' }
  | { readonly screen: 'about' }
  | { readonly screen: 'help' };

export type Screen = Place['screen'];
