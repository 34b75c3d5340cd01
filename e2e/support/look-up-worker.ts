import type { Page } from 'playwright-core'

/** Records that a worker was looked up and found clean, as the law asks before anybody works with minors. */
export async function lookUpWorker(page: Page): Promise<void> {
  await page.getByRole('button', { name: '登记查询或核查' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: /登\s?记/ }).click()
  await dialog.waitFor({ state: 'hidden' })
}
