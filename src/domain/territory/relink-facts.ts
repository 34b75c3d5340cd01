type Facts = Readonly<Record<string, unknown>>

interface Relinking {
  /** Ids that another takes the place of. */
  readonly swaps: ReadonlyMap<string, string>
  /** Ids of records that are not there any more. */
  readonly gone: ReadonlySet<string>
  /** What a link to one of these is from now on: null, known to be none, or not there, unknown. */
  readonly leaves: null | undefined
}

/** The facts of a record whose links lead elsewhere or nowhere from now on: no id of what is gone is left in them. */
export function relinkFacts(facts: Facts, relinking: Relinking): Facts {
  return relinkRow(facts, relinking)
}

function relinkRow(row: Facts, relinking: Relinking): Facts {
  const out: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(row)) {
    const next = relinkValue(value, relinking)
    if (next !== undefined) out[name] = next
    else if (relinking.leaves === null) out[name] = null
  }
  return out
}

function relinkValue(value: unknown, relinking: Relinking): unknown {
  if (typeof value === 'string') return relinking.gone.has(value) ? undefined : (relinking.swaps.get(value) ?? value)
  if (Array.isArray(value))
    return (value as readonly unknown[]).map((one) => relinkValue(one, relinking)).filter((one) => one !== undefined)
  return typeof value === 'object' && value !== null ? relinkRow(value as Facts, relinking) : value
}

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Everything in some facts that is written as an id. */
export function idsIn(value: unknown, found: Set<string> = new Set()): ReadonlySet<string> {
  if (typeof value === 'string') {
    if (ID.test(value)) found.add(value)
  } else if (typeof value === 'object' && value !== null) for (const one of Object.values(value)) idsIn(one, found)
  return found
}
