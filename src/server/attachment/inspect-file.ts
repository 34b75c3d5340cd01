import fs from 'node:fs/promises'
import {
  checkArchive,
  checkPdf,
  cleanName,
  contradictionOf,
  PDF,
  sniff,
  SNIFF_BYTES,
  type ArchiveFault,
  type MediaType,
} from '#domain/attachment/index.ts'
import { refuse, type Refusal } from '#domain/kernel/refusal.ts'

export interface Inspected {
  readonly type: MediaType
  /** For people to read, and to save under. */
  readonly name: string
}

const FAULTS: { readonly [F in ArchiveFault]: (detail?: string) => Refusal } = {
  damaged: () => refuse('ATTACHMENT_DAMAGED', { detail: '请在原来的软件里打开并另存一份再传' }),
  'not-office': () => refuse('ATTACHMENT_TYPE', { detail: '这是压缩包；请解开后逐个上传' }),
  'too-big-inside': () => refuse('ATTACHMENT_TOO_BIG_INSIDE', { detail: '请删减其中的图片或工作表，另存一份再传' }),
  encrypted: () => refuse('ATTACHMENT_UNSAFE', { detail: '文件加了密码；请去掉密码再传' }),
  macros: () => refuse('ATTACHMENT_UNSAFE', { detail: '文件带有宏或程序；请另存为不带宏的 docx、xlsx' }),
  'hidden-content': () => refuse('ATTACHMENT_UNSAFE', { detail: '文件里夹着别的内容；请在原来的软件里打开并另存一份再传' }),
}

/**
 * What a received file is, by what it holds; its name and claimed type must say the same. @refuses ATTACHMENT_TYPE
 * @refuses ATTACHMENT_MISMATCH @refuses ATTACHMENT_DAMAGED @refuses ATTACHMENT_TOO_BIG_INSIDE @refuses ATTACHMENT_UNSAFE
 */
export async function inspectFile(file: string, givenName: string, claimedType: string): Promise<Inspected | Refusal> {
  const bytes = await fs.readFile(file)
  const found = sniff(bytes.subarray(0, SNIFF_BYTES))
  if (found === undefined) return refuse('ATTACHMENT_TYPE')
  const type = found === 'archive' ? checkArchive(bytes) : found
  if (typeof type === 'string') return FAULTS[type]()
  const fault = type === PDF ? checkPdf(bytes) : undefined
  if (fault) return FAULTS[fault]()
  const name = cleanName(givenName, type.extensions[0])
  const contradiction = contradictionOf(type, name, claimedType)
  return contradiction === undefined ? { type, name } : refuse('ATTACHMENT_MISMATCH', { detail: contradiction })
}
