import { createHash } from 'node:crypto'
import type { attachOriginal as endpoint } from '#contract/scheme/index.ts'
import { isRefusal, refuse } from '#domain/kernel/refusal.ts'
import { momentOf } from '#domain/scheme/index.ts'
import type { UseCase } from '#server/http/context.ts'
import type { SchemeOpener } from '../open-scheme.ts'
import { planLets } from './plan-lets.ts'
import { insertDocument } from '../repository.ts'

/** First bytes by which a file shows what it is, whatever it is called. */
const SIGNATURES: readonly (readonly [mediaType: string, starts: readonly number[]])[] = [
  ['application/pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['image/png', [0x89, 0x50, 0x4e, 0x47]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
]
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const ZIP = [0x50, 0x4b, 0x03, 0x04]
const MAX_BYTES = 20 * 1024 * 1024

const startsWith = (bytes: Buffer, starts: readonly number[]): boolean => starts.every((b, i) => bytes[i] === b)

/** The bytes written in base64; undefined when the text is none. (Node's own decoder skips what it does not know.) */
function decodeBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64')
  return bytes.toString('base64').replace(/=+$/, '') === text.replace(/={0,2}$/, '') ? bytes : undefined
}

/** Media type by content: PDF, Word, PNG, JPEG, or plain UTF-8 text. */
export function sniffMediaType(bytes: Buffer): string | undefined {
  const known = SIGNATURES.find(([, starts]) => startsWith(bytes, starts))
  if (known) return known[0]
  // a Word document is an archive; its parts' names stand in it unpacked
  if (startsWith(bytes, ZIP)) return bytes.includes('word/document.xml') ? DOCX : undefined
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return text.includes('\u0000') ? undefined : 'text/plain; charset=utf-8'
  } catch {
    return undefined
  }
}

/** Keeps the office's own copy of the document. Earlier copies stay. @refuses ORIGINAL_UNFIT @refuses NOT_ALLOWED @refuses PLAN_DENIES */
export const attachOriginal =
  (opener: SchemeOpener): UseCase<typeof endpoint> =>
  async ({ tx, actor, today, newId, note }, input) => {
    const here = await opener.place(tx, actor, today, { schemeId: input.schemeId })
    if (isRefusal(here)) return here
    const { unitCode } = here.adoption
    const denied = planLets(here, actor, 'attach original', { code: unitCode }, momentOf(today))
    if (denied) return denied
    const bytes = decodeBase64(input.base64)
    const mediaType = bytes && sniffMediaType(bytes)
    if (!bytes || bytes.length === 0 || bytes.length > MAX_BYTES || mediaType === undefined)
      return refuse('ORIGINAL_UNFIT', { detail: '请上传 PDF、Word（docx）、图片或纯文本，不超过 20 MB' })
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    note({ divisionCode: unitCode, subject: 'scheme', subjectId: input.schemeId, detail: { sha256, bytes: bytes.length } })
    await insertDocument(tx, {
      id: newId(),
      schemeId: input.schemeId,
      unitCode,
      fileName: input.fileName,
      mediaType,
      bytes,
      sha256,
      by: actor.accountId,
    })
    return { sha256, bytes: bytes.length }
  }
