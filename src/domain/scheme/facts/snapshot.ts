import type { Entity, FactValue, Row } from './world.ts'

/** The facts one ruling read, and nothing else: a small graph that can be kept with a decision and judged again. */
export interface Snapshot {
  /** The subject is node 0. A reference to a node is `{ $node: n }`. */
  readonly nodes: readonly Readonly<Record<string, unknown>>[]
}
type Node = Record<string, unknown>

/** Runs `work` on a copy of the subject that notes every fact read. Absent facts are noted as absent. */
export function recordReads<R>(subject: Entity, work: (e: Entity) => R): { result: R; snapshot: Snapshot } {
  const nodes: Node[] = []
  const seen = new Map<object, { index: number; proxy: Row }>()
  const wrap = (target: Row): { index: number; proxy: Row } => {
    const known = seen.get(target)
    if (known) return known
    const node: Node = {}
    const index = nodes.push(node) - 1
    const proxy = new Proxy(target, {
      get: (row, key) => {
        if (typeof key !== 'string') return Reflect.get(row, key) as unknown
        const [value, kept] = take(row[key])
        if (value !== undefined) node[key] = kept
        return value
      },
    })
    const entry = { index, proxy }
    seen.set(target, entry)
    return entry
  }
  const take = (value: FactValue): [FactValue, unknown] => {
    if (typeof value !== 'object' || value === null) return [value, value]
    if (Array.isArray(value)) {
      const all = (value as readonly FactValue[]).map(take)
      return [all.map((a) => a[0]), all.map((a) => a[1])]
    }
    const { index, proxy } = wrap(value as Row)
    return [proxy, { $node: index }]
  }
  const root = wrap(subject)
  const result = work(root.proxy as Entity)
  Object.assign(nodes[0] ?? {}, { id: subject.id, subject: subject.subject })
  return { result, snapshot: { nodes } }
}

const isRef = (x: unknown): x is { $node: number } => typeof x === 'object' && x !== null && '$node' in x

/** Rebuilds the subject from its kept facts. */
export function restoreSubject(snapshot: Snapshot): Entity {
  const rows = snapshot.nodes.map((): Node => ({}))
  const back = (x: unknown): unknown => (isRef(x) ? rows[x.$node] : Array.isArray(x) ? x.map(back) : x)
  snapshot.nodes.forEach((node, i) =>
    Object.assign(rows[i] ?? {}, Object.fromEntries(Object.entries(node).map(([k, v]) => [k, back(v)]))),
  )
  return rows[0] as unknown as Entity
}
