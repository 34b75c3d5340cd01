import type { Page } from 'playwright-core'

/** Fills in what is basic of a station, by labels, and saves it. */
export async function fillIn(page: Page, values: Readonly<Record<string, string>>): Promise<void> {
  const form = page.getByRole('region', { name: '基本情况' })
  await form.getByRole('button', { name: '填写' }).click()
  for (const [label, value] of Object.entries(values)) {
    const field = form.getByLabel(label, { exact: false }).first()
    if ((await field.evaluate((element) => element.tagName)) === 'SELECT') await field.selectOption(value)
    else await field.fill(value)
  }
  await form.getByRole('button', { name: '保存' }).click()
  await form.getByRole('button', { name: '填写' }).waitFor()
}
