import { beforeEach, expect, test } from 'vitest'
import { columnsOf, viewsOf } from './saved-views.ts'

beforeEach(() => localStorage.clear())
const view = (name: string) => ({ name, search: { areaM2: '40..' }, columns: ['name'] })

test('views are kept by list and person, the latest first, one of a name', () => {
  const mine = viewsOf('station', 'a')
  for (const name of ['大站', '小站', '大站']) mine.save(view(name))
  expect(mine.read().map(({ name }) => name)).toEqual(['大站', '小站'])
  expect(viewsOf('station', 'b').read()).toEqual([])
  expect(viewsOf('worker', 'a').read()).toEqual([])
  mine.remove('大站')
  expect(mine.read()).toEqual([view('小站')])
})

test('there are no more of them than one can choose from', () => {
  const mine = viewsOf('station', 'a')
  for (let i = 0; i < 30; i++) mine.save(view(`第${i}个`))
  expect(mine.read()).toHaveLength(20)
  expect(mine.read()[0]?.name).toBe('第29个')
})

test.each(['not json', '{"a":1}', '[{"name":1}]', '[{"name":"x","columns":[1],"search":{}}]'])(
  'what somebody else left there is nothing: %s',
  (text) => {
    localStorage.setItem('sgz.views.station.a', text)
    localStorage.setItem('sgz.columns.station.a', text)
    expect(viewsOf('station', 'a').read()).toEqual([])
    expect(columnsOf('station', 'a').read(['name'])).toBeUndefined()
  },
)

test('columns that are none any more are not shown', () => {
  const mine = columnsOf('station', 'a')
  mine.save(['gone', 'areaM2', 'name'])
  expect(mine.read(['name', 'areaM2', 'tier'])).toEqual(['name', 'areaM2'])
  mine.save(undefined)
  expect(mine.read(['name'])).toBeUndefined()
})
