import { createReadStream } from 'node:fs'
import net from 'node:net'

/** Where a virus scanner listens: clamd, or what speaks its protocol. */
export type ScannerAddress = { readonly host: string; readonly port: number } | { readonly path: string }

/** The scanner did not say whether the file is clean. */
export class ScanFailed extends Error {
  readonly code = 'SCAN_FAILED'
}

const SILENT_MS = 60_000
const LONGEST_ANSWER = 4096

/** Has the file scanned (INSTREAM). Returns what was found in it; undefined: it is clean. @throws ScanFailed */
export async function scanFile(file: string, address: ScannerAddress): Promise<string | undefined> {
  const socket = net.connect(address)
  socket.setTimeout(SILENT_MS, () => socket.destroy(new Error('silent')))
  try {
    const answer = readAnswer(socket)
    // a scanner that answers early, or leaves, is heard below
    answer.catch(() => undefined)
    await send(socket, 'zINSTREAM\0')
    for await (const piece of createReadStream(file) as AsyncIterable<Buffer>) {
      const length = Buffer.alloc(4)
      length.writeUInt32BE(piece.length)
      await send(socket, Buffer.concat([length, piece]))
    }
    await send(socket, Buffer.alloc(4))
    return verdictOf(await answer)
  } catch (cause) {
    throw cause instanceof ScanFailed ? cause : new ScanFailed('no verdict from the scanner', { cause })
  } finally {
    socket.destroy()
  }
}

const send = (socket: net.Socket, bytes: string | Buffer): Promise<void> =>
  new Promise((resolve, reject) => socket.write(bytes, (error) => (error ? reject(error) : resolve())))

function readAnswer(socket: net.Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    socket.setEncoding('utf8')
    socket.on('data', (piece: string) => {
      text += piece
      if (text.includes('\0') || text.length > LONGEST_ANSWER) resolve(text)
    })
    socket.on('end', () => resolve(text))
    socket.on('error', reject)
    socket.on('close', () => reject(new ScanFailed('the scanner left')))
  })
}

function verdictOf(answer: string): string | undefined {
  const said = answer.split('\0')[0]?.trim() ?? ''
  if (said === 'stream: OK') return undefined
  const found = /^stream: (.+) FOUND$/.exec(said)?.[1]
  if (found !== undefined) return found.replace(/[^\w .:/()-]/g, '_').slice(0, 120)
  throw new ScanFailed('the scanner could not scan')
}
