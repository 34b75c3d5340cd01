import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import { Busy, createGate, Gone } from './gate.ts'

test('never more than the width at a time, all in order, none lost when one fails', async () => {
  const gate = createGate({ width: 3, mostWaiting: 100, longestWaitMs: 60_000 })
  let inside = 0
  let most = 0
  const order: number[] = []
  const done = await Promise.allSettled(
    Array.from({ length: 50 }, (_, i) =>
      gate.run(async () => {
        order.push(i)
        most = Math.max(most, ++inside)
        await sleep(i % 3)
        inside--
        if (i % 7 === 0) throw new Error('fails')
      }),
    ),
  )
  expect(most).toBe(3)
  expect(order).toEqual(Array.from({ length: 50 }, (_, i) => i))
  expect(done.filter(({ status }) => status === 'rejected')).toHaveLength(8)
  expect([gate.running, gate.waiting]).toEqual([0, 0])
})

test('a full queue and a long wait are turned away without having run', async () => {
  const gate = createGate({ width: 1, mostWaiting: 1, longestWaitMs: 20 })
  let release: () => void = () => undefined
  const first = gate.run(() => new Promise<void>((resolve) => (release = resolve)))
  const work = vi.fn(() => Promise.resolve())
  const second = gate.run(work)
  await expect(gate.run(work)).rejects.toBeInstanceOf(Busy)
  await expect(second).rejects.toBeInstanceOf(Busy)
  expect(work).not.toHaveBeenCalled()
  release()
  await first
  await gate.run(work)
  expect(work).toHaveBeenCalledOnce()
})

test('who has left while waiting is not served', async () => {
  const gate = createGate({ width: 1, mostWaiting: 1, longestWaitMs: 1000 })
  const work = vi.fn(() => Promise.resolve())
  await expect(gate.run(work, () => true)).rejects.toBeInstanceOf(Gone)
  expect(work).not.toHaveBeenCalled()
  expect(gate.running).toBe(0)
})
