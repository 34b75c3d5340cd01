import { latinText } from './latin-text.ts'
import { DOCX, XLSX, type MediaType } from './media-types.ts'

/** Why an archive is not a Word or Excel file that may be kept. */
export type ArchiveFault = 'damaged' | 'not-office' | 'too-big-inside' | 'encrypted' | 'macros' | 'hidden-content'

export interface ArchiveLimits {
  readonly entries: number
  /** Bytes that all entries declare to unfold to. */
  readonly unfolded: number
  /** How many times an entry above a megabyte may grow. */
  readonly growth: number
}
export const ARCHIVE_LIMITS: ArchiveLimits = { entries: 5_000, unfolded: 300 * 1024 * 1024, growth: 200 }

const MEGABYTE = 1024 * 1024
const [LOCAL, CENTRAL, END] = [0x04034b50, 0x02014b50, 0x06054b50]
const [LOCAL_SIZE, CENTRAL_SIZE, END_SIZE] = [30, 46, 22]
const ZIP64 = 0xffff_ffff
const MACROS = /vbaProject\.bin$|\.(exe|dll|js|vbs|bat|cmd|ps1|jar|scr)$/i

interface Entry {
  readonly name: string
  readonly at: number
  readonly packed: number
  readonly unfolded: number
}

/**
 * What kind of Office file an archive is, or why it may not be kept. Reads the directory, unfolds nothing: what an entry
 * declares is what a reader will believe. Nothing may stand before the first entry, between entries or after the end, so that
 * the file is not something else as well.
 */
export function checkArchive(bytes: Uint8Array, limits: ArchiveLimits = ARCHIVE_LIMITS): MediaType | ArchiveFault {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = findEnd(view)
  if (end === undefined) return 'damaged'
  const entries = readDirectory(view, bytes, end, limits)
  if (typeof entries === 'string') return entries
  const fault = faultOf(view, entries, end.directoryAt, limits)
  if (fault) return fault
  const names = new Set(entries.map(({ name }) => name))
  if (!names.has('[Content_Types].xml')) return 'not-office'
  if (names.has('word/document.xml')) return DOCX
  return names.has('xl/workbook.xml') ? XLSX : 'not-office'
}

/** The end record: exactly at the end, whatever comment it has. */
function findEnd(view: DataView): { readonly count: number; readonly directoryAt: number; readonly at: number } | undefined {
  const last = view.byteLength - END_SIZE
  for (let at = last; at >= Math.max(0, last - 0xffff); at--) {
    if (view.getUint32(at, true) !== END || at + END_SIZE + view.getUint16(at + 20, true) !== view.byteLength) continue
    const size = view.getUint32(at + 12, true)
    const directoryAt = view.getUint32(at + 16, true)
    return directoryAt + size === at ? { count: view.getUint16(at + 10, true), directoryAt, at } : undefined
  }
  return undefined
}

function readDirectory(
  view: DataView,
  bytes: Uint8Array,
  end: { readonly count: number; readonly directoryAt: number; readonly at: number },
  limits: ArchiveLimits,
): readonly Entry[] | ArchiveFault {
  if (end.count > limits.entries) return 'too-big-inside'
  const entries: Entry[] = []
  let at = end.directoryAt
  for (let i = 0; i < end.count; i++) {
    if (at + CENTRAL_SIZE > end.at || view.getUint32(at, true) !== CENTRAL) return 'damaged'
    if ((view.getUint16(at + 8, true) & 1) !== 0) return 'encrypted'
    const [packed, unfolded, from] = [view.getUint32(at + 20, true), view.getUint32(at + 24, true), view.getUint32(at + 42, true)]
    if (packed === ZIP64 || unfolded === ZIP64 || from === ZIP64) return 'too-big-inside'
    const nameLength = view.getUint16(at + 28, true)
    const name = latinText(bytes.subarray(at + CENTRAL_SIZE, at + CENTRAL_SIZE + nameLength))
    entries.push({ name, at: from, packed, unfolded })
    at += CENTRAL_SIZE + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return at === end.at ? entries : 'damaged'
}

/** Room for the data descriptor and padding that some writers leave after an entry. */
const SLACK = 64

function faultOf(
  view: DataView,
  entries: readonly Entry[],
  directoryAt: number,
  { unfolded, growth }: ArchiveLimits,
): ArchiveFault | undefined {
  if (entries.reduce((sum, entry) => sum + entry.unfolded, 0) > unfolded) return 'too-big-inside'
  if (entries.some((entry) => entry.unfolded > MEGABYTE && entry.unfolded > entry.packed * growth)) return 'too-big-inside'
  if (entries.some(({ name }) => /^\/|(^|\/)\.\.(\/|$)|\\/.test(name) || name.includes('\u0000'))) return 'hidden-content'
  if (entries.some(({ name }) => MACROS.test(name))) return 'macros'
  let reached = 0
  for (const { at, packed } of [...entries].sort((a, b) => a.at - b.at)) {
    // entries that share bytes unfold to more than they say
    if (at < reached) return 'too-big-inside'
    if (at > reached + SLACK || at + LOCAL_SIZE > directoryAt) return 'hidden-content'
    if (view.getUint32(at, true) !== LOCAL) return 'damaged'
    reached = at + LOCAL_SIZE + view.getUint16(at + 26, true) + view.getUint16(at + 28, true) + packed
  }
  if (reached > directoryAt) return 'damaged'
  return directoryAt > reached + SLACK ? 'hidden-content' : undefined
}
