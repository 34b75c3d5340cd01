import { expect, test } from 'vitest'
import { createTurns } from './in-turn.ts'

const later = () => new Promise((resolve) => setTimeout(resolve, 1))

test('one after another for the same, beside each other for different ones; who fails holds nobody up', async () => {
  const inTurn = createTurns()
  const done: string[] = []
  const work =
    (name: string, fails = false) =>
    async () => {
      done.push(`${name} begins`)
      await later()
      done.push(`${name} ends`)
      if (fails) throw new Error(name)
      return name
    }
  const all = await Promise.allSettled([
    inTurn('province', work('first', true), later),
    inTurn('province', work('second'), later),
    inTurn('county', work('other'), later),
  ])
  expect(all.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled'])
  expect(done.filter((one) => !one.startsWith('other'))).toEqual(['first begins', 'first ends', 'second begins', 'second ends'])
  expect(done.indexOf('other begins')).toBeLessThan(done.indexOf('first ends'))
  expect(await inTurn('province', work('third'), later)).toBe('third')
})

test('who waits long speaks meanwhile, and a silence that fails is that one’s alone', async () => {
  const inTurn = createTurns(1)
  let finish = (): void => undefined
  const long = inTurn('province', () => new Promise<void>((resolve) => (finish = resolve)), later)
  let spoken = 0
  const patient = inTurn(
    'province',
    () => Promise.resolve('served'),
    async () => {
      if (++spoken === 3) finish()
      await later()
    },
  )
  const cut = inTurn('province', later, () => Promise.reject(new Error('cut')))
  await expect(cut).rejects.toThrow('cut')
  expect(await patient).toBe('served')
  expect(spoken).toBeGreaterThanOrEqual(3)
  await long
})
