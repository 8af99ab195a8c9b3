/**
 * Watches bytes declared as Windows-1252, or another encoding of one byte a character, for signs that they are UTF-8.
 * Such text with an accent is practically never well-formed UTF-8 by chance; where every byte above 7F is part of a
 * well-formed sequence, the declaration is wrong, and reading the file as UTF-8 is right whatever wrote it.
 */
export class Utf8Evidence {
  #sequences = 0;
  #disproved = false;
  #need = 0;
  /** Allowed range of the next continuation byte (Unicode 17, table 3-7). */
  #low = 0x80;
  #high = 0xbf;

  push(bytes: Uint8Array): void {
    if (this.#disproved) return;
    for (const byte of bytes) {
      if (this.#need > 0) {
        if (byte < this.#low || byte > this.#high) return this.#disprove();
        this.#low = 0x80;
        this.#high = 0xbf;
        this.#need -= 1;
        if (this.#need === 0) this.#sequences += 1;
      } else if (byte >= 0x80) {
        if (byte < 0xc2 || byte > 0xf4) return this.#disprove();
        this.#need = byte >= 0xf0 ? 3 : byte >= 0xe0 ? 2 : 1;
        if (byte === 0xe0) this.#low = 0xa0;
        if (byte === 0xed) this.#high = 0x9f;
        if (byte === 0xf0) this.#low = 0x90;
        if (byte === 0xf4) this.#high = 0x8f;
      }
    }
  }

  /** True where there are bytes above 7F and all of them are UTF-8; `final` also where the last one is cut short. */
  looksLikeUtf8(final: boolean): boolean {
    return !this.#disproved && this.#sequences > 0 && !(final && this.#need > 0);
  }

  #disprove(): void {
    this.#disproved = true;
  }
}
