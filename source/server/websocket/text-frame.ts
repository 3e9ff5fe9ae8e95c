/** FIN and the opcode of a text frame. */
const FINAL_TEXT = 0x81;

/** Returns a whole text message as one unmasked frame, as servers send it (RFC 6455, section 5.2). */
export function textFrame(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const start = payloadOffset(length);
  const frame = Buffer.allocUnsafe(start + length);
  frame[0] = FINAL_TEXT;
  if (start === 2) {
    frame[1] = length;
  } else if (start === 4) {
    frame[1] = 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = 127;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  frame.write(text, start);
  return frame;
}

/** Returns the size of a frame's header: lengths from 126 take 2 more bytes, and from 65,536 on 8 more. */
function payloadOffset(length: number): number {
  if (length < 126) return 2;
  return length < 65_536 ? 4 : 10;
}
