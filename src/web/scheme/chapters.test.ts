import { expect, test } from 'vitest'
import { chapterOf, groupByChapter, refInWords } from './chapters.ts'

test.each([
  ['八(三)2', '八'],
  ['二1', '二'],
  ['一', '一'],
  ['十(二)', '十'],
  ['导语', '导语'],
  ['图注2', '图注'],
  ['报头/文末', '报头'],
  ['政府采购法第四十九条', '政府采购法'],
  ['民法典第二百零一条至第二百零三条', '民法典'],
])('%s lies in %s', (ref, chapter) => expect(chapterOf(ref)).toBe(chapter))

test('neighbours are grouped, order is kept', () => {
  const clauses = ['导语', '一', '一', '二(一)', '一'].map((ref) => ({ ref }))
  expect(groupByChapter(clauses).map(({ name, clauses }) => `${name}${clauses.length}`)).toEqual(['导语1', '一2', '二1', '一1'])
})

test.each([
  ['一', '第一部分'],
  ['五(二)', '五(二)'],
  ['导语', '导语'],
])('%s is shown as %s', (ref, shown) => expect(refInWords(ref)).toBe(shown))
