/** Where in a scheme's files something stands; line and column count from 1. */
export interface Position {
  readonly file: string
  readonly line: number
  readonly col: number
}
export type Path = readonly (string | number)[]

/** A finding of the loader or the linter. Errors stop a scheme from being used; notes are to be known, not mended. */
export interface Issue {
  readonly severity: 'error' | 'warning' | 'note'
  readonly code: string
  readonly message: string
  readonly at?: Position
}

/** Collects findings about one rule; `path` leads from the rule to the value meant. */
export type Report = (code: string, message: string, path: Path, severity?: Issue['severity']) => void
