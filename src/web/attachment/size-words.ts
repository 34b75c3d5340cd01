const [KB, MB] = [1024, 1024 * 1024]

/** `1.2 兆`, `35 千字节`: how large a file is. */
export function sizeInWords(bytes: number): string {
  if (bytes >= MB) return `${(bytes / MB).toFixed(bytes >= 10 * MB ? 0 : 1)} 兆`
  return bytes >= KB ? `${Math.round(bytes / KB)} 千字节` : `${bytes} 字节`
}
