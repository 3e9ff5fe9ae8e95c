// A client must mask its frames. A mask of zeros makes the server unmask them as usual, without any work for the client.
const OPCODE_TEXT = 0x81;
const OPCODE_PONG = 0x8a;

export function textFrame(message: object): Buffer {
  return frame(OPCODE_TEXT, Buffer.from(JSON.stringify(message)));
}

export function pongFrame(payload: Buffer): Buffer {
  return frame(OPCODE_PONG, payload);
}

/** Returns a frame of at most 65,535 bytes. @param opcode The first byte: FIN and the opcode. */
export function frame(opcode: number, payload: Buffer): Buffer {
  const { length } = payload;
  const header =
    length < 126
      ? [opcode, 0x80 | length, 0, 0, 0, 0]
      : [opcode, 0x80 | 126, length >> 8, length & 255, 0, 0, 0, 0];
  return Buffer.concat([Buffer.from(header), payload]);
}
