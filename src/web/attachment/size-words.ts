const [KB, MB] = [1024, 1024 * 1024]

/** `1.2 MB`, `35 KB`: how large a file is. */
export function sizeInWords(bytes: number): string {
  if (bytes >= MB) return `${(bytes / MB).toFixed(bytes >= 10 * MB ? 0 : 1)} MB`
  return bytes >= KB ? `${Math.round(bytes / KB)} KB` : `${bytes} 字节`
}
