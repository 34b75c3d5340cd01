import { latinText } from './latin-text.ts'

/** One kind of file that may be attached. */
export interface MediaType {
  readonly mediaType: string
  /** 中文, for people. */
  readonly label: string
  /** The first is the one a name without is given. */
  readonly extensions: readonly [string, ...string[]]
  /** Photos are re-encoded; documents are kept as they are. */
  readonly class: 'photo' | 'document'
}

const OFFICE = 'application/vnd.openxmlformats-officedocument'

/** Everything that may be attached; by content, never by name. */
export const MEDIA_TYPES: readonly MediaType[] = [
  { mediaType: 'image/jpeg', label: 'JPEG 图片', extensions: ['jpg', 'jpeg'], class: 'photo' },
  { mediaType: 'image/png', label: 'PNG 图片', extensions: ['png'], class: 'photo' },
  { mediaType: 'image/webp', label: 'WebP 图片', extensions: ['webp'], class: 'photo' },
  { mediaType: 'application/pdf', label: 'PDF', extensions: ['pdf'], class: 'document' },
  { mediaType: `${OFFICE}.wordprocessingml.document`, label: 'Word 文档', extensions: ['docx'], class: 'document' },
  { mediaType: `${OFFICE}.spreadsheetml.sheet`, label: 'Excel 表格', extensions: ['xlsx'], class: 'document' },
]

export const [JPEG, PNG, WEBP, PDF, DOCX, XLSX] = MEDIA_TYPES as readonly [
  MediaType,
  MediaType,
  MediaType,
  MediaType,
  MediaType,
  MediaType,
]

/** How many bytes {@link sniff} looks at. */
export const SNIFF_BYTES = 16

const ascii = (bytes: Uint8Array, from: number, to: number): string => latinText(bytes.subarray(from, to))

/** What the first bytes say a file is; `archive` is a Word or Excel file, or some other archive: its entries tell. */
export function sniff(start: Uint8Array): MediaType | 'archive' | undefined {
  if (start[0] === 0xff && start[1] === 0xd8 && start[2] === 0xff) return JPEG
  if (start[0] === 0x89 && ascii(start, 1, 8) === 'PNG\r\n\u001a\n') return PNG
  if (ascii(start, 0, 4) === 'RIFF' && ascii(start, 8, 12) === 'WEBP') return WEBP
  if (/^%PDF-[12]\.\d/.test(ascii(start, 0, 8))) return PDF
  return ascii(start, 0, 4) === 'PK\u0003\u0004' ? 'archive' : undefined
}

/** The type of that media type. */
export const mediaTypeOf = (mediaType: string): MediaType | undefined => MEDIA_TYPES.find((one) => one.mediaType === mediaType)

/** Browsers that do not know a type say nothing, or this. */
const UNCLAIMED = new Set(['', 'application/octet-stream'])

/** What of name and claimed type contradicts the content, 中文; undefined when they agree. */
export function contradictionOf(found: MediaType, name: string, claimed: string): string | undefined {
  const extension = /\.([^.]*)$/.exec(name)?.[1]?.toLowerCase()
  if (extension === undefined || !found.extensions.includes(extension))
    return `内容是 ${found.label}，文件名却以${extension ? ` .${extension} ` : '别的'}结尾；请改成 .${found.extensions[0]} 或换一份文件`
  const type = claimed.split(';')[0]?.trim().toLowerCase() ?? ''
  if (UNCLAIMED.has(type) || type === found.mediaType) return undefined
  return `内容是 ${found.label}，上传时却声明为 ${type.slice(0, 80)}`
}
