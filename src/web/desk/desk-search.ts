/** What the address of the work desk holds: the ruling sheet that is open. */
export interface DeskSearch {
  readonly scheme?: string
  readonly rule?: string
  readonly subject?: string
}

const text = (raw: unknown): raw is string => typeof raw === 'string' && raw !== ''

/** Takes what it knows from an address, and nothing else. */
export const readDeskSearch = ({ scheme, rule, subject }: Readonly<Record<string, unknown>>): DeskSearch =>
  text(scheme) && text(rule) ? { scheme, rule, ...(text(subject) && { subject }) } : {}
