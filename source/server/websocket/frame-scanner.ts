const EXTENDED_16 = 126;
const EXTENDED_64 = 127;
const MASK_BYTES = 4;

/** Finds where frames start in a stream of bytes, without decoding them (RFC 6455, section 5.2). */
export class FrameScanner {
  /** Bytes of the current header so far, and in total as far as known. */
  #headerBytes = 0;
  #headerSize = 2;
  /** The mask is skipped like the payload. */
  #maskBytes = 0;
  #length = 0;
  /** Bytes before the next header. */
  #skip = 0;

  /**
   * Calls `admit` for each frame that starts in the next bytes, until it returns false. Returns the offset of the frame that was
   * not admitted, or null.
   */
  scan(bytes: Uint8Array, admit: () => boolean): number | null {
    let offset = 0;
    while (offset < bytes.length) {
      const skipped = Math.min(this.#skip, bytes.length - offset);
      this.#skip -= skipped;
      offset += skipped;
      const byte = bytes[offset];
      if (byte === undefined) return null;
      if (this.#headerBytes === 0 && !admit()) return offset;
      this.#readHeader(byte);
      offset++;
    }
    return null;
  }

  #readHeader(byte: number): void {
    const index = this.#headerBytes++;
    if (index === 1) this.#readLength(byte);
    else if (index > 1) this.#length = this.#length * 256 + byte;
    if (this.#headerBytes < this.#headerSize) return;
    this.#skip = this.#maskBytes + this.#length;
    this.#headerBytes = 0;
    this.#headerSize = 2;
  }

  #readLength(byte: number): void {
    const length = byte & 0x7f;
    this.#maskBytes = byte > 0x7f ? MASK_BYTES : 0;
    this.#headerSize = length === EXTENDED_16 ? 4 : length === EXTENDED_64 ? 10 : 2;
    this.#length = length < EXTENDED_16 ? length : 0;
  }
}
