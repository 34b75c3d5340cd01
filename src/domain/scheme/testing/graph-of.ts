import { textOf, type Entity, type FactValue, type World } from '../facts/world.ts'

/** Everything of a world as text: facts as they are, what they lead to by its name; what leads out of the world is a fault. */
export function graphOf(world: World): ReadonlyMap<string, string> {
  const all = new Map<unknown, string>()
  for (const [subject, list] of world) for (const e of list) all.set(e, `@${subject}:${e.id}`)
  const shown = (value: FactValue): unknown => {
    if (typeof value !== 'object' || value === null) return value
    if (Array.isArray(value)) return (value as readonly FactValue[]).map(shown)
    const name = all.get(value)
    if (name !== undefined) return name
    if ('subject' in value) throw new Error(`leads out of the world: ${textOf(value['subject'])} ${textOf(value['id'])}`)
    return value
  }
  const text = (e: Entity): string =>
    JSON.stringify(
      Object.keys(e)
        .sort()
        .flatMap((key) => (e[key] === undefined ? [] : [[key, shown(e[key])]])),
    )
  const graph = new Map<string, string>()
  for (const [subject, list] of [...world].sort(([a], [b]) => (a < b ? -1 : 1)))
    for (const e of list) graph.set(`${subject}:${e.id}`, text(e))
  return graph
}
