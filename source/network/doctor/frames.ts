/** The kinds of WebSocket frames that matter here. @see RFC 6455, section 5.2 */
export const opcodes = { close: 0x8, ping: 0x9, pong: 0xa } as const;

export interface Frame {
  readonly opcode: number;
  readonly payload: Buffer;
}

/** A control frame as a client sends it: masked. @param payload At most 125 bytes. @param mask 4 bytes drawn at random. */
export function encodeFrame(opcode: number, payload: Buffer, mask: Buffer): Buffer {
  const masked = payload.map((byte, index) => byte ^ (mask[index % 4] ?? 0));
  return Buffer.concat([Buffer.from([0x80 | opcode, 0x80 | payload.length]), mask, masked]);
}

/** The frames of a server that lie in `bytes` as a whole, and what is left behind them. */
export function decodeFrames(bytes: Buffer): { readonly frames: readonly Frame[]; readonly rest: Buffer } {
  const frames: Frame[] = [];
  let rest = bytes;
  for (let frame = firstFrame(rest); frame; frame = firstFrame(rest)) {
    frames.push(frame);
    rest = rest.subarray(frame.bytes);
  }
  return { frames, rest };
}

function firstFrame(bytes: Buffer): (Frame & { readonly bytes: number }) | undefined {
  if (bytes.length < 2) return undefined;
  const short = bytes.readUInt8(1) & 0x7f;
  const header = short === 127 ? 10 : short === 126 ? 4 : 2;
  if (bytes.length < header) return undefined;
  const length =
    short === 127 ? Number(bytes.readBigUInt64BE(2)) : short === 126 ? bytes.readUInt16BE(2) : short;
  if (bytes.length < header + length) return undefined;
  const payload = bytes.subarray(header, header + length);
  return { opcode: bytes.readUInt8(0) & 0x0f, payload, bytes: header + length };
}
