import type { AuditChange } from './context.ts'

type Value = string | number | boolean | null
type Record_ = Readonly<Record<string, Value | undefined>>

/**
 * What differs between a record before and after, field by field. Fields in `sensitive` go into the audit as what `digest`
 * makes of them: one sees that and when they changed, and whether back to what they were, never what they are.
 */
export function changesOf(
  before: Record_ | null,
  after: Record_ | null,
  sensitive: readonly string[] = [],
  digest: (value: string) => string = () => '已隐去',
): readonly AuditChange[] {
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])]
  const shown = (field: string, value: Value): Value =>
    value === null || !sensitive.includes(field) ? value : digest(`${field}\0${String(value)}`)
  return fields.flatMap((field) => {
    const [was, is] = [before?.[field] ?? null, after?.[field] ?? null]
    return was === is ? [] : [{ field, before: shown(field, was), after: shown(field, is) }]
  })
}
