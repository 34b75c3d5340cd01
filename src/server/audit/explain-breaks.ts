/** One row of a chain without its content, in the order of numbers. */
export interface Link {
  readonly seq: number
  readonly id: string
  readonly prev: string
  readonly own: string
}

export interface BreakFault {
  readonly seq: number
  readonly id: string | null
  readonly kind: 'changed' | 'removed' | 'inserted' | 'moved'
  readonly because: string
}

/**
 * Says which rows were removed, slipped in or moved where the links of a chain do not fit: follows the links from the
 * beginning, in the order in which the rows were written, and compares with the numbers they carry now.
 */
export function explainBreaks(links: readonly Link[], genesis: string): readonly BreakFault[] {
  const written = new Map<string, Link[]>()
  for (const link of links) written.set(link.prev, [...(written.get(link.prev) ?? []), link])
  const owns = new Set(links.map(({ own }) => own))
  const lastRow = links.at(-1)
  // a stretch begins where the row before is nowhere; one of a single row in the middle was slipped in
  const starts = links.filter(
    (link) => link.prev !== genesis && !owns.has(link.prev) && (written.has(link.own) || link === lastRow),
  )
  const walk = new Walk()
  if (written.has(genesis)) walk.along(genesis, written)
  for (const start of starts) {
    if (walk.seen.has(start)) continue
    walk.leap(start)
    walk.along(start.own, written)
  }
  for (const link of links)
    if (!walk.seen.has(link)) walk.faults.push({ seq: link.seq, id: link.id, kind: 'inserted', because: '不在原链上：被插入' })
  return walk.faults.sort((a, b) => a.seq - b.seq)
}

/** Where one stands in the chain as it was written, and by how much the numbers are off there. */
class Walk {
  readonly faults: BreakFault[] = []
  readonly seen = new Set<Link>()
  #position = 0
  #shift = 0
  #behind: Link | undefined

  /** Follows the links from the hash `at` to where nothing follows. */
  along(at: string, written: ReadonlyMap<string, readonly Link[]>): void {
    for (let own = at; ;) {
      const next = longest(written.get(own) ?? [], written, this.seen)
      if (next === undefined) return
      this.#position++
      const shift = next.seq - this.#position
      if (shift !== this.#shift) {
        const after = longest(written.get(next.own) ?? [], written, this.seen)
        // the whole rest carries other numbers: something was slipped in or taken out before it, which is said elsewhere
        const isRest = after !== undefined && after.seq === next.seq + 1 && Math.abs(shift - this.#shift) < RENUMBERED
        if (isRest && (written.get(own) ?? []).length > 1) this.#shift = shift
        else if (isRest && this.#wasMoved(next)) this.#shift = shift
        else this.#say(next, 'moved', `原在第 ${this.#position + this.#shift} 位，被移到此处`)
      }
      this.#take(next)
      own = next.own
    }
  }

  /** Goes on at a row whose predecessor is gone. */
  leap(start: Link): void {
    const from = this.#position + this.#shift + 1
    const missing = start.seq - from
    if (missing > 0) {
      const because = missing === 1 ? '此序号的一行被删除' : `序号 ${from} 至 ${start.seq - 1} 的 ${missing} 行被删除`
      this.faults.push({ seq: from, id: null, kind: 'removed', because })
    } else this.#say(this.#behind ?? start, 'changed', `被改动并重算了散列，或它与下一行（序号 ${start.seq}）之间有行被删除`)
    this.#position = start.seq - this.#shift
    this.#take(start)
  }

  #take(link: Link): void {
    this.seen.add(link)
    this.#behind = link
  }

  #wasMoved = (next: Link): boolean => this.faults.some(({ kind, seq }) => kind === 'moved' && Math.abs(seq - next.seq) <= 1)

  #say({ seq, id }: Link, kind: BreakFault['kind'], because: string): void {
    this.faults.push({ seq, id, kind, because })
  }
}

/** A rest that carries numbers further off than this was moved as a block. */
const RENUMBERED = 1_000_000

/** Of rows that claim the same predecessor, the one on which most of the chain goes on. */
function longest(
  candidates: readonly Link[],
  written: ReadonlyMap<string, readonly Link[]>,
  seen: ReadonlySet<Link>,
): Link | undefined {
  const open = candidates.filter((link) => !seen.has(link))
  if (open.length < 2) return open[0]
  return open.reduce((best, link) => (lengthOf(link, written) > lengthOf(best, written) ? link : best))
}

function lengthOf(link: Link, written: ReadonlyMap<string, readonly Link[]>): number {
  const passed = new Set<string>()
  for (let at: string | undefined = link.own; at !== undefined && !passed.has(at); at = written.get(at)?.[0]?.own) passed.add(at)
  return passed.size
}
