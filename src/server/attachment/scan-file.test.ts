import net, { type AddressInfo } from 'node:net'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createFileApp, PDF, takePhoto, type FileApp } from './testing/file-app.ts'

let files: FileApp
let photo: Buffer
beforeAll(async () => {
  files = await createFileApp()
  photo = await takePhoto()
})
afterAll(() => files.close())
beforeEach(async () => {
  files.scanner = undefined
  await files.app.query('delete from app.attachment')
})

describe('a scanner', () => {
  /** Speaks the protocol of clamd: reads the whole stream, finds what holds the word. */
  async function listen(answer: (stream: Buffer) => string): Promise<net.Server & { readonly sizes: number[] }> {
    const sizes: number[] = []
    const server = net.createServer((socket) => {
      let held = Buffer.alloc(0)
      socket.on('error', () => undefined)
      socket.on('data', (piece) => {
        held = Buffer.concat([held, piece])
        const command = 'zINSTREAM\0'
        if (held.subarray(0, command.length).toString() !== command) return
        const parts: Buffer[] = []
        for (let at = command.length; at + 4 <= held.length;) {
          const length = held.readUInt32BE(at)
          if (length === 0) {
            const stream = Buffer.concat(parts)
            sizes.push(stream.length)
            return void socket.end(`${answer(stream)}\0`)
          }
          parts.push(held.subarray(at + 4, at + 4 + length))
          at += 4 + length
        }
      })
    })
    server.listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    return Object.assign(server, { sizes })
  }
  const clean = (stream: Buffer): string => (stream.includes('EVIL') ? 'stream: Test.Evil-1 FOUND' : 'stream: OK')

  test('is sent every byte; what it finds is kept apart and never given out', async () => {
    const server = await listen(clean)
    files.scanner = { host: '127.0.0.1', port: (server.address() as AddressInfo).port }
    expect((await files.add(PDF)).output.state).toBe('stored')
    expect(server.sizes).toEqual([PDF.length])
    const evil = Buffer.concat([PDF.subarray(0, -7), Buffer.from('\n%EVIL\n%%EOF\n')])
    const { output } = await files.add(evil)
    expect(output).toMatchObject({ state: 'quarantined', quarantinedFor: 'Test.Evil-1' })
    expect((await files.open(output.id)).problem.code).toBe('ATTACHMENT_QUARANTINED')
    server.close()
  })

  test('a photo is scanned as it came', async () => {
    const server = await listen(clean)
    files.scanner = { host: '127.0.0.1', port: (server.address() as AddressInfo).port }
    const { output } = await files.add(Buffer.concat([photo, Buffer.from('EVIL')]), { name: 'a.jpg' })
    expect(output).toMatchObject({ state: 'quarantined', hasPreview: false })
    server.close()
  })

  test.each([
    ['says it cannot', () => 'INSTREAM size limit exceeded. ERROR'],
    ['says something else', () => 'stream: maybe'],
    ['says nothing', () => ''],
  ])('that %s keeps the file out', async (_, answer) => {
    const server = await listen(answer)
    files.scanner = { host: '127.0.0.1', port: (server.address() as AddressInfo).port }
    expect(await files.add(PDF)).toMatchObject({ status: 503, problem: { code: 'ATTACHMENT_SCAN_DOWN' } })
    expect(files.arriving()).toEqual([])
    server.close()
  })

  test('that is not there keeps the file out', async () => {
    files.scanner = { path: path.join(files.dataDir, 'nobody.sock') }
    expect((await files.add(PDF)).problem.code).toBe('ATTACHMENT_SCAN_DOWN')
    expect((await files.list()).output.attachments).toEqual([])
  })
})
