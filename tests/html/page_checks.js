// What tests/html/test_browser.py asks of a page. Each function gives a list of complaints, empty where all is well.
(() => {
    const numbers = (color) => color.match(/[\d.]+/g).map(Number);
    const colours = (style) => {
        const found = style.backgroundImage.match(/rgba?\([^)]*\)/g) || [];
        return found.concat(style.backgroundColor).map(numbers).filter((c) => c.length < 4 || c[3] > 0);
    };
    const luminance = (color) => {
        const [r, g, b] = color.slice(0, 3).map((v) => {
            v /= 255;
            return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const contrast = (a, b) => {
        const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
        return (high + 0.05) / (low + 0.05);
    };
    // Every colour that may be seen behind an element: the first that is painted, all stops of a pattern.
    const behind = (element) => {
        for (let e = element; e; e = e.parentElement) {
            const found = colours(getComputedStyle(e));
            if (found.length > 0)
                return found;
        }
        return [[255, 255, 255]];
    };
    const texts = () => {
        const found = [];
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
            const element = walker.currentNode.parentElement;
            if (walker.currentNode.data.trim() && !element.closest(".aside") && element.checkVisibility())
                found.push({node: walker.currentNode, element});
        }
        return found;
    };
    const name = (t) => `${t.element.tagName}.${t.element.className} “${t.node.data.trim().slice(0, 20)}”`;
    // The places of a text that can be seen: the lines of the source are moved within a frame of their own.
    const boxes = (t) => {
        const range = document.createRange();
        range.selectNodeContents(t.node);
        const frame = t.element.closest(".lines");
        const seen = frame ? frame.getBoundingClientRect() : {top: -Infinity, bottom: Infinity};
        return Array.from(range.getClientRects()).filter(
            (b) => b.width > 0 && b.height > 0 && b.top >= seen.top && b.bottom <= seen.bottom);
    };

    // WCAG 2 AA: 4.5 to 1, whatever the size of the letters. Pairs are counted so that a test can see that it ran.
    const contrasts = () => {
        const complaints = new Set(), pairs = new Set();
        for (const t of texts()) {
            const ink = numbers(getComputedStyle(t.element).color);
            for (const paper of behind(t.element)) {
                const ratio = contrast(ink, paper);
                pairs.add(`${ink} on ${paper}`);
                if (ink.length > 3 && ink[3] < 1 || ratio < 4.5)
                    complaints.add(`${ratio.toFixed(2)}: ${ink} on ${paper}, ${name(t)}`);
            }
        }
        return {complaints: [...complaints], pairs: pairs.size};
    };

    // To the side, or down to where nothing is any more.
    const scrolls = () => {
        const root = document.documentElement, complaints = [];
        const end = Math.max(root.clientHeight, document.body.getBoundingClientRect().bottom + scrollY);
        if (root.scrollWidth > root.clientWidth)
            complaints.push(`${root.scrollWidth} wide in ${root.clientWidth}`);
        if (root.scrollHeight > end + 2)
            complaints.push(`${root.scrollHeight} high where the page ends at ${end}`);
        return complaints;
    };

    // Text that leaves its cell, or the page (a table may be moved within its own frame).
    const cut = () => {
        const complaints = [];
        const outside = (inner, outer) => inner.left < outer.left - 1 || inner.right > outer.right + 1 ||
                                          inner.top < outer.top - 4 || inner.bottom > outer.bottom + 4;
        for (const t of texts()) {
            const cell = t.element.closest("td, th, li");
            for (const box of boxes(t)) {
                if (cell && outside(box, cell.getBoundingClientRect()))
                    complaints.push(`out of its cell: ${name(t)}`);
                if (!t.element.closest(".room") && box.right > document.documentElement.clientWidth + 1)
                    complaints.push(`out of the page: ${name(t)}`);
            }
        }
        return complaints;
    };

    // Two texts in one place; lines may touch, as tall letters do.
    const overlaps = () => {
        const all = texts().flatMap((t) => boxes(t).map((box) => ({t, box}))).sort((a, b) => a.box.top - b.box.top);
        const complaints = [];
        for (let i = 0; i < all.length; i++)
            for (let j = i + 1; j < all.length && all[j].box.top < all[i].box.bottom; j++) {
                const a = all[i].box, b = all[j].box;
                const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
                const height = Math.min(a.bottom, b.bottom) - b.top;
                if (width > 1 && height > 0.3 * Math.min(a.height, b.height))
                    complaints.push(`${name(all[i].t)} and ${name(all[j].t)}`);
            }
        return complaints;
    };

    return {contrasts: contrasts(), scrolls: scrolls(), cut: cut(), overlaps: overlaps()};
})()
