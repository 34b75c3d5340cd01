import { latinText } from './latin-text.ts'

/** How much of the end a reader looks at. */
const TAIL = 1024

/** Why a PDF may not be kept: it breaks off, or is something else as well; undefined when it may. */
export function checkPdf(bytes: Uint8Array): 'damaged' | 'hidden-content' | undefined {
  const tail = latinText(bytes.subarray(Math.max(0, bytes.length - TAIL)))
  const end = tail.lastIndexOf('%%EOF')
  if (end < 0) return 'damaged'
  // blanks may follow the end, nothing else
  if (
    tail
      .slice(end + '%%EOF'.length)
      .replaceAll('\u0000', '')
      .trim() !== ''
  )
    return 'hidden-content'
  return latinText(bytes.subarray(Math.max(0, bytes.length - 0xffff - 22))).includes('PK\u0005\u0006')
    ? 'hidden-content'
    : undefined
}
