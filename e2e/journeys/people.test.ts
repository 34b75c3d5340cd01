import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { choose } from '../support/choose.ts'
import { lookUpWorker } from '../support/look-up-worker.ts'
import { expectAccessible, expectNoSideScroll, keepPrint, keepShot, NARROW, visitAs, WIDE } from '../visitor.ts'

const STATION = '枕溪镇社会工作服务站'

async function fillSeat(page: Page): Promise<void> {
  await page.getByRole('button', { name: '安排上岗' }).click()
  await choose(page, '社工站', STATION)
  await choose(page, '席位', '专职社工')
  await page.getByRole('button', { name: '看方案怎么说' }).click()
}

test('a worker is registered, refused by the plan, confirmed, let in by exception, and handed over when leaving', async () => {
  const { page, faults, leave } = await visitAs('bureau', '/workers')
  await page.getByRole('link', { name: '杨启德' }).waitFor()
  await expectAccessible(page)
  await keepShot(page, 'workers-wide')
  await page.getByRole('button', { name: '登记社工' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('姓名').fill('丁小满')
  await choose(page, '用工机构', '同舟')
  await dialog.getByLabel('身份证号').fill('110105199703080072')
  await choose(page, '学历', '大专')
  await dialog.getByLabel('岗前培训日期').fill('2024-01-12')
  await expectAccessible(page, '.ant-modal')
  await dialog.getByRole('button', { name: /登\s?记/ }).click()
  await page.getByRole('heading', { name: '丁小满' }).waitFor()
  await page.getByText('110105********0072').waitFor()

  await fillSeat(page)
  const answer = page.getByRole('region', { name: '方案怎么说' })
  await answer.getByText('现在还不能上岗').waitFor()
  await answer.getByText('无不良信用记录', { exact: false }).first().waitFor()
  // the law, which nobody adopted, asks beside the plan
  await answer.getByText('录用前从业查询', { exact: false }).first().waitFor()
  await expectAccessible(page, '.side-sheet')
  await page.setViewportSize(NARROW)
  await keepShot(page, 'posting-narrow')
  await page.setViewportSize(WIDE)
  await page.keyboard.press('Escape')

  const list = page.locator('.confirm-list').first()
  for (const box of await list.getByRole('checkbox').all()) await box.check()
  await list.getByRole('button', { name: /确认选中/ }).click()
  await list.getByText('2024-01-15 确认').first().waitFor()
  await lookUpWorker(page)
  await fillSeat(page)
  await answer.getByLabel(/例外批准的理由/).fill('两次招聘无本科生报名')
  await page.getByRole('button', { name: '再问一次' }).click()
  await answer.getByText('方案允许上岗').waitFor()
  await keepShot(page, 'posting-wide')
  await page.getByRole('button', { name: /^上\s?岗$/ }).click()
  const postings = page.getByRole('table', { name: '岗位' })
  await postings.getByText('在岗', { exact: true }).waitFor()
  await postings.getByText('例外 1').waitFor()
  await expectAccessible(page)
  await keepPrint(page, 'worker')

  await page.getByRole('link', { name: '各站配备' }).click()
  const row = page.getByRole('row').filter({ hasText: STATION })
  await row.getByText('专职社工：应 1，实 1').waitFor()
  await expectAccessible(page)
  await row.getByRole('link', { name: '丁小满' }).click()

  await page.getByRole('button', { name: '离岗与移交' }).click()
  await page.getByText('手上没有没办完的工作', { exact: false }).waitFor()
  await page.getByLabel('离岗原因').fill('本人辞职')
  await expectAccessible(page, '.side-sheet')
  await page.getByRole('button', { name: '移交并结束岗位' }).click()
  await postings.getByText('2024-01-15 至 2024-01-15').waitFor()
  expect(faults).toEqual([])
  await leave()
})

test('the town fills in a month with the keyboard and scores it once', async () => {
  const { page, faults, leave } = await visitAs('town', '/attendance?month=2024-01', NARROW)
  const cells = page.locator('input.number-cell')
  await cells.first().waitFor()
  for (const [i, days] of ['10', '9', '2', '3'].entries()) await cells.nth(i).fill(days)
  await page.getByText('之和', { exact: false }).waitFor()
  await cells.nth(2).fill('1')
  await page.getByRole('button', { name: '保存 1 人' }).click()
  await page.getByText('已填').waitFor()
  await expectAccessible(page)
  await expectNoSideScroll(page)
  await keepShot(page, 'attendance-narrow')

  await page.goto('/month-sheets?month=2024-01')
  await page.getByRole('button', { name: '打分' }).click()
  await page.getByLabel('得分').fill('88.5')
  await page.getByRole('button', { name: '提交并锁定' }).click()
  await page.getByText('已锁定', { exact: false }).waitFor()
  await expectNoSideScroll(page)
  expect(faults).toEqual([])
  await leave()
})
