import type { FastifyBaseLogger } from 'fastify'
import { isRefusal, type Refusal } from '#domain/kernel/refusal.ts'
import type { Actor } from '#domain/kernel/actor.ts'
import { actorTx } from '#server/db/actor-tx.ts'
import type { AuditNote, HttpParts } from '#server/http/context.ts'
import { describeError } from '#server/http/reply/describe-error.ts'
import { createGate } from '#server/http/limit/gate.ts'
import { newId } from '#server/http/new-id.ts'
import { civilDayOf } from '#server/http/today.ts'
import { writeAs } from '#server/http/write-as.ts'
import { awaitBatch, beat, settleBatch, type BatchRow, type BatchState, type Settled } from './import-repository.ts'
import type { ImportContext } from './importer.ts'
import { refusalInWords } from './refusal-in-words.ts'

export type JobParts = Pick<HttpParts, 'db' | 'clock' | 'keyring'>

/** A piece of work on a whole batch: more than one request may take, in one transaction that holds or falls as a whole. */
export interface Job {
  readonly batchId: string
  readonly actor: Actor
  readonly requestId: string
  readonly log: FastifyBaseLogger
  /** The state it is claimed in, and the one it falls back to. */
  readonly running: BatchState
  readonly back: BatchState
  /** How it stands in the audit beside the request that began it; a reading does not. */
  readonly action?: string
  work(context: ImportContext, batch: BatchRow, done: (rows: number) => void): Promise<Refusal | JobDone>
}

export interface JobDone {
  readonly settled: Settled
  readonly note: AuditNote
}

/** After so long without a beat nobody is at it any more. */
export const DEAD_AFTER_MS = 30_000
const BEAT_MS = 500
/** Each holds a connection for long: few at a time, the others wait their turn. */
const gate = createGate({ width: 2, mostWaiting: 100, longestWaitMs: 30 * 60_000 })

/** Starts the job once the request that claimed its batch has committed; the batch says how far it is and how it ended. */
export function startJob(parts: JobParts, job: Job): void {
  const fall = (message: string): Promise<unknown> =>
    actorTx(parts.db, job.actor, async (tx) => {
      const batch = await awaitBatch(tx, job.batchId)
      if (batch?.state === job.running) await settleBatch(tx, batch, { state: job.back, message })
    })
  run(parts, job)
    .then((refused) => (refused ? fall(refusalInWords(refused)) : undefined))
    .catch(async (error: unknown) => {
      job.log.error({ err: describeError(error as Error) }, 'import failed')
      await fall('系统出错了，已记录；什么都没有改动，可以再试')
    })
    .catch((error: unknown) => job.log.error({ err: describeError(error as Error) }, 'import not settled'))
}

async function run(parts: JobParts, job: Job): Promise<Refusal | undefined> {
  const { db, clock } = parts
  const { actor, batchId } = job
  const claimed = await actorTx(db, actor, async (tx) => (await awaitBatch(tx, batchId)) ?? null)
  if (isRefusal(claimed) || claimed?.state !== job.running) return undefined
  const pulse = createPulse(parts, actor, claimed)
  try {
    const done = await gate.run(() =>
      actorTx(db, actor, async (tx) => {
        const now = clock()
        const result = await job.work({ tx, actor, now, today: civilDayOf(now), newId }, claimed, pulse.done)
        if (isRefusal(result)) return result
        await pulse.stop()
        await settleBatch(tx, claimed, result.settled)
        if (job.action !== undefined)
          await writeAs(tx, actor, {
            action: job.action,
            outcome: 'done',
            requestId: job.requestId,
            note: { subject: 'import', subjectId: batchId, ...result.note },
            at: now,
            suite: parts.keyring?.suite,
          })
        return true
      }),
    )
    return isRefusal(done) ? done : undefined
  } finally {
    await pulse.stop()
  }
}

/** Says every now and then, in transactions of its own, that the work goes on and how far it is. */
function createPulse({ db, clock }: JobParts, actor: Actor, batch: BatchRow) {
  let rows = 0
  let isStopped = false
  let beating: Promise<unknown> = Promise.resolve()
  const strike = (): void => {
    if (isStopped) return
    beating = beating
      .then(() => (isStopped ? undefined : actorTx(db, actor, (tx) => beat(tx, batch, rows, clock()))))
      .catch(() => undefined)
  }
  const timer = setInterval(strike, BEAT_MS).unref()
  return {
    done: (count: number): void => void (rows = count),
    stop: async (): Promise<void> => {
      isStopped = true
      clearInterval(timer)
      await beating
    },
  }
}
