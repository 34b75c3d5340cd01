import { createHash } from 'node:crypto'
import type { Kysely } from 'kysely'
import { systemTx, type Tx } from '#server/db/actor-tx.ts'
import type { DB } from '#server/db/types.ts'
import type { Anchor } from './anchor.ts'
import { explainBreaks, type Link } from './explain-breaks.ts'
import {
  closeChain,
  fetchChainRows,
  listChainHeads,
  listCountiesWithRows,
  openChain,
  readInOrder,
  type ChainHead,
  type ChainRow,
} from './repository.ts'

/** What is wrong with a chain, and with which row of it. */
export interface ChainFault {
  readonly countyId: number
  readonly seq: number
  readonly id: string | null
  readonly kind: 'changed' | 'removed' | 'inserted' | 'moved' | 'rewritten'
  readonly because: string
}

export interface ChainReport {
  readonly rows: number
  readonly counties: number
  readonly anchors: number
  readonly faults: readonly ChainFault[]
}

const BATCH = 1_000
/** Batches asked for before they are needed. */
const AHEAD = 3
const MOST_FAULTS = 1_000

/** Reads every chain from its beginning to its end as it stood at the start, beside the anchors kept outside the database. */
export const verifyChains = (db: Kysely<DB>, anchors: readonly Anchor[] = [], only?: number): Promise<ChainReport> =>
  systemTx(db, async (tx) => {
    await readInOrder(tx)
    const heads = new Map((await listChainHeads(tx)).map((head) => [head.county_id, head]))
    const counties = [
      ...new Set([
        ...heads.keys(),
        ...(await listCountiesWithRows(tx)),
        ...anchors.flatMap(({ heads: all }) => all.map((head) => head.countyId)),
      ]),
    ]
    const faults: ChainFault[] = []
    let rows = 0
    for (const countyId of counties.filter((id) => only === undefined || id === only).sort((a, b) => a - b)) {
      const anchored = anchors.flatMap(({ day, heads: all }) =>
        all.filter((head) => head.countyId === countyId).map((head) => ({ day, ...head })),
      )
      const checked = await verifyOne(tx, countyId, heads.get(countyId), anchored)
      rows += checked.rows
      faults.push(...checked.faults)
    }
    return { rows, counties: counties.length, anchors: anchors.length, faults: faults.slice(0, MOST_FAULTS) }
  })

interface Anchored {
  readonly day: string
  readonly seq: number
  readonly hash: string
}

async function verifyOne(tx: Tx, countyId: number, head: ChainHead | undefined, anchored: readonly Anchored[]) {
  const chain = new ChainWalk(countyId, anchored)
  await readChain(tx, countyId, (row) => chain.step(row))
  chain.end(head)
  if (!chain.isBroken) return { rows: chain.rows, faults: chain.faults }
  const links: Link[] = []
  await readChain(tx, countyId, ({ seq, id, prev, own }) => links.push({ seq, id, prev, own }))
  const changed = new Set(chain.faults.map(({ seq }) => seq))
  const breaks = explainBreaks(links, genesisOf(countyId)).filter(({ kind, seq }) => kind !== 'changed' || !changed.has(seq))
  return {
    rows: chain.rows,
    faults: [...chain.faults, ...breaks.map((fault) => ({ countyId, ...fault }))].sort((x, y) => x.seq - y.seq),
  }
}

/** Reads a chain bit by bit; the database reads on, and has something to read next, while a bit is worked on. */
async function readChain(tx: Tx, countyId: number, step: (row: ChainRow) => void): Promise<void> {
  await openChain(tx, countyId)
  const fetch = () => {
    const bit = fetchChainRows(tx, BATCH)
    // seen when its turn comes
    bit.catch(() => undefined)
    return bit
  }
  const coming = Array.from({ length: AHEAD }, fetch)
  for (;;) {
    const batch = (await coming.shift()) ?? []
    if (batch.length === 0) return closeChain(tx)
    coming.push(fetch())
    for (const row of batch) step(row)
  }
}

const genesisOf = (countyId: number): string => createHash('sha256').update(`county ${countyId}`).digest('hex')

/** Follows one chain row by row: fast, and says no more than where something does not fit. */
class ChainWalk {
  rows = 0
  /** Some row does not follow the one before it. */
  isBroken = false
  readonly faults: ChainFault[] = []
  readonly #countyId: number
  readonly #anchors: Map<number, Anchored>
  #seq = 0
  #hash: string

  constructor(countyId: number, anchored: readonly Anchored[]) {
    this.#countyId = countyId
    this.#anchors = new Map(anchored.map((one) => [one.seq, one]))
    this.#hash = genesisOf(countyId)
  }

  step(row: ChainRow): void {
    this.rows++
    const { seq, id, prev, own } = row
    const made = createHash(row.algorithm === 'sm3' ? 'sm3' : 'sha256')
      .update(prev, 'hex')
      .update(row.text)
      .digest('hex')
    if (made !== own) this.#fault(seq, id, 'changed', '内容与散列不符：写入后被改动')
    if (seq !== this.#seq + 1 || prev !== this.#hash) this.isBroken = true
    const anchor = this.#anchors.get(seq)
    if (anchor && anchor.hash !== own)
      this.#fault(seq, id, 'rewritten', `与 ${anchor.day} 留存在数据库之外的散列不符：此行或更早的行被整段重写`)
    this.#seq = seq
    this.#hash = own
  }

  end(head: ChainHead | undefined): void {
    if (head && head.seq > this.#seq)
      this.#fault(this.#seq + 1, null, 'removed', `链尾应为 ${head.seq}：末尾 ${head.seq - this.#seq} 行被删除`)
    else if (head && head.seq < this.#seq)
      this.#fault(head.seq + 1, null, 'inserted', `链尾应为 ${head.seq}：其后的 ${this.#seq - head.seq} 行是插入的`)
    else if (head && head.hash !== this.#hash) this.#fault(this.#seq, null, 'rewritten', '最后一行与链尾记录的散列不符')
    else if (!head && this.rows > 0) this.#fault(this.#seq, null, 'removed', '链尾记录被删除')
    for (const [seq, { day }] of this.#anchors)
      if (seq > this.#seq && (!head || head.seq < seq))
        this.#fault(seq, null, 'removed', `${day} 时已有此行，现在没有：末尾被删除`)
  }

  #fault(seq: number, id: string | null, kind: ChainFault['kind'], because: string): void {
    if (this.faults.length < MOST_FAULTS) this.faults.push({ countyId: this.#countyId, seq, id, kind, because })
  }
}
