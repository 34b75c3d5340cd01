const BEIJING_MS = 8 * 3_600_000
const beijing = (instant: string): string => new Date(Date.parse(instant) + BEIJING_MS).toISOString().replace('T', ' ')

/** `2026-01-05 09:30`, in Beijing time. */
export const minuteInWords = (instant: string): string => beijing(instant).slice(0, 16)

/** `2026-01-05 09:30:12`, in Beijing time. */
export const secondInWords = (instant: string): string => beijing(instant).slice(0, 19)
