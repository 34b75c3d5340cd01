import { buffer } from 'node:stream/consumers'
import { readXlsx, writeXlsx } from 'hucre/xlsx'
import { expect, test } from 'vitest'
import { expectAccessible, expectNoSideScroll, keepPrint, keepShot, NARROW, visitAs, WIDE } from '../visitor.ts'

test('a list is filtered by its address, sorted by its heads, kept under a name, printed, and taken along as it is shown', async () => {
  const { page, faults, leave } = await visitAs('bureau', '/registers/station')
  await page.getByRole('region', { name: '社工站' }).waitFor()
  await page.getByRole('button', { name: /^总面积/ }).click()
  await page.getByLabel('总面积从').fill('150')
  await page.waitForURL(/areaM2=150/)
  await page.getByText(/共 5 条/).waitFor()
  expect(await page.getByRole('columnheader', { name: /^总面积/ }).getAttribute('aria-sort')).toBe('ascending')
  await page.getByText('常用筛选').click()
  await page.getByLabel('给现在的筛选起个名字').fill('大站')
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: '清除筛选' }).click()
  await page.waitForURL((url) => !url.searchParams.has('areaM2'))
  await page.getByText('常用筛选').click()
  await page.getByRole('button', { name: '大站', exact: true }).click()
  await page.waitForURL(/areaM2=150/)
  await page.keyboard.press('Escape')
  const shown = page.getByRole('region', { name: '社工站' }).getByRole('rowheader')
  await page.getByText(/共 5 条/).waitFor()
  const names = await shown.allInnerTexts()
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '导出 Excel' }).click()])
  const { sheets } = await readXlsx(new Uint8Array(await buffer(await download.createReadStream())))
  const rows = sheets[0]?.rows ?? []
  const head = rows.findIndex(([first]) => first === '站名')
  expect(rows.slice(head + 1, head + 1 + names.length).map(([name]) => name)).toEqual(names.map((name) => name.trim()))
  expect(rows.slice(0, head).flat()).toContain('筛选：总面积不低于 150.00 m²')
  await keepPrint(page, 'stations')
  await keepShot(page, 'stations-wide')
  await page.setViewportSize(NARROW)
  await expectNoSideScroll(page)
  await expectAccessible(page)
  await keepShot(page, 'stations-narrow')
  await page.setViewportSize(WIDE)
  await page.getByRole('combobox', { name: /^查找/ }).fill('tsz')
  await page
    .getByRole('option', { name: /听松镇/ })
    .first()
    .waitFor()
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/records\//)
  expect(faults).toEqual([])
  await leave()
})

test('a spreadsheet is taken in: errors beside their rows, then all of it, then taken back', async () => {
  const { page, faults, leave } = await visitAs('changji', '/imports')
  const headings = ['所在地区', '站名', '总面积', '是否独立办公用房']
  const good = [
    ['延安北路街道', '延安北路社工站', 39.5, '有'],
    ['北京南路街道', '北京南路社工站', 60, null],
  ]
  const send = async (rows: readonly (readonly unknown[])[]) => {
    const bytes = await writeXlsx({ sheets: [{ name: '表', rows: [headings, ...rows] as never }] })
    const file = { name: '站点.xlsx', mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) }
    await page.getByLabel('社工站：要导入的表格').setInputFiles(file)
    await page.getByRole('button', { name: '核对', exact: true }).click()
  }
  await page.getByRole('heading', { name: '表格导入' }).waitFor()
  await expectAccessible(page)
  await send([...good, ['没有的镇', '某点', '很大', null]])
  await page.getByText('第 4 行「总面积」：要填平方米数').waitFor()
  await expectAccessible(page)
  await keepShot(page, 'import-errors')
  expect(await page.getByRole('button', { name: '确认导入' }).isDisabled()).toBe(true)
  await page.getByRole('button', { name: '关闭' }).click()
  await send(good)
  await page.getByRole('button', { name: '确认导入' }).click()
  await page.getByRole('dialog', { name: '确认导入' }).getByRole('button', { name: '确认导入' }).click()
  await page.getByRole('button', { name: '撤销这次导入' }).click()
  await page.setViewportSize(NARROW)
  await keepShot(page, 'import-done-narrow')
  await page.getByRole('dialog', { name: '撤销这次导入' }).getByRole('button', { name: '撤销这次导入' }).click()
  await page.getByText('已撤销').first().waitFor()
  await expectNoSideScroll(page)
  await page.goto('/registers/station?name=延安北路')
  await page.getByText('没有符合条件的记录').waitFor()
  expect(faults).toEqual([])
  await leave()
})
