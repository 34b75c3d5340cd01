/** How a status looks: each tone has its own colour, icon shape and edge pattern, so that none rests on colour alone. */
export const TONES = ['bad', 'warn', 'unknown', 'info', 'good', 'plain', 'dotted', 'mute', 'missing'] as const
export type Tone = (typeof TONES)[number]
