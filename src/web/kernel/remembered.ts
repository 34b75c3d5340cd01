/** What this browser remembers of small choices; gone or forbidden storage is no fault. */
export function readRemembered(key: string): string | null {
  try {
    return localStorage.getItem(`sgz.${key}`)
  } catch {
    return null
  }
}

export function remember(key: string, value: string): void {
  try {
    localStorage.setItem(`sgz.${key}`, value)
  } catch {
    // a private window may forbid it: the choice is then made again next time
  }
}
