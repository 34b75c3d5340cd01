import type { Page } from 'playwright-core'
import { expectAccessible } from '../visitor.ts'

/** Confirms an item of an acceptance as seen on the spot. */
export async function tick(page: Page, item: string): Promise<void> {
  await page.getByRole('button', { name: `确认：${item}` }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('所见情况').fill('大门东侧，已看')
  await expectAccessible(page, '.ant-modal')
  await dialog.getByRole('button', { name: /确\s?认/ }).click()
  await dialog.waitFor({ state: 'hidden' })
}
