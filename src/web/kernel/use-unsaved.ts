import { useBlocker } from '@tanstack/react-router'

/** Asks before a page is left, closed or loaded anew on which something typed is not saved yet. */
export const useUnsaved = (isUnsaved: boolean): void => {
  useBlocker({
    shouldBlockFn: ({ current, next }) =>
      current.pathname !== next.pathname && !window.confirm('有还没保存的内容，离开这一页就没有了。确定离开吗？'),
    enableBeforeUnload: isUnsaved,
    disabled: !isUnsaved,
  })
}
