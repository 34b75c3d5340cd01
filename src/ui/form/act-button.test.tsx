import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { ActButton, ActsOffProvider } from './act-button.tsx'

test('a button that does something is off, with the reason, where nothing can be done', () => {
  expect(renderToStaticMarkup(<ActButton>签定</ActButton>)).toBe('<button type="button" class="plain-button">签定</button>')
  const shown = renderToStaticMarkup(
    <ActsOffProvider value="只能看">
      <ActButton title="别的话">签定</ActButton>
    </ActsOffProvider>,
  )
  expect(shown).toBe('<button type="button" class="plain-button" disabled="" title="只能看">签定</button>')
})
