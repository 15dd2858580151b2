/* Cells: for each layout, what the atoms of a stretch of text are. */
#include "cells/cells.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (int)(sizeof(array) / sizeof *(array))

/* The atoms in one line: T text, V value, B blank, P prose, N a page number, each with its text; a cell's further
 * pieces behind a +, rows parted by a slash. */
static const struct {
    enum gj_layout layout; /* of the first atom */
    const char *text;
    const char *atoms;
} cases[] = {
    /* pipes: a cell a line, a row a line, with and without outer pipes */
    {GJ_LAYOUT_PIPES, "规章 |\n0 |\n12 |\n", "T规章 / V0 / V12"},
    {GJ_LAYOUT_PIPES, "规章 | 0 | 12 |\n", "T规章 V0 V12"},
    {GJ_LAYOUT_PIPES, "| 规章 | 0 | 12 |\n", "T规章 V0 V12"},
    {GJ_LAYOUT_PIPES, "规章 | 0 | 12\n", "T规章 V0 V12"},
    {GJ_LAYOUT_PIPES, "规章|0||12|\n", "T规章 V0 B V12"},
    {GJ_LAYOUT_PIPES, "规章 ｜ 0 ¦ 12 |\n", "T规章 V0 V12"},
    {GJ_LAYOUT_PIPES, "规章 | / | - | — | 无 |\n", "T规章 B/ B- B— B无"},
    {GJ_LAYOUT_PIPES, "规\\|章 | 0 |\n", "T规\\|章 V0"},
    {GJ_LAYOUT_PIPES, "| 信息内容 | 数量 |\n| --- | :---: |\n| 规章 | 0 |\n", "T信息内容 T数量 / T规章 V0"},
    {GJ_LAYOUT_PIPES, "规章 |\n||||\n0 |\n", "T规章 / V0"},
    {GJ_LAYOUT_PIPES, "规章 |\n｜｜｜｜\n0 |\n", "T规章 / V0"},
    /* rows of as many pipes each, a cell outside of them in one: what stands outside is a cell in all */
    {GJ_LAYOUT_PIPES, "规章|0|1\n总计||\n|2|3\n", "T规章 V0 V1 / T总计 B B / B V2 V3"},
    {GJ_LAYOUT_PIPES, "规章|0|1|\n总计|4|5\n|2|3|\n", "T规章 V0 V1 / T总计 V4 V5 / B V2 V3"},
    /* what is said of a cell is none; a name and a value that HTML does not have is text, and so is what no cell follows */
    {GJ_LAYOUT_PIPES, "| colspan=\"3\" | 规章 |\n", "T规章"},
    {GJ_LAYOUT_PIPES, "| 规章 | rowspan=2 style:\"color: red\" ALIGN = 'center' | 0 |\n", "T规章 V0"},
    {GJ_LAYOUT_PIPES, "|a=\"\"", "Ta=\"\""},
    {GJ_LAYOUT_PIPES, "| a=\"1\" | 件数=\"3\" |\n", "Ta=\"1\" T件数=\"3\""},
    {GJ_LAYOUT_PIPES, "| 规章 | colspan=\"3\"", "T规章 Tcolspan=\"3\""},
    {GJ_LAYOUT_PIPES, "| colspan=\"3\" 规章 | width:3 | class= | style=\"a |\n",
     "Tcolspan=\"3\" 规章 Twidth:3 Tclass= Tstyle=\"a"},
    /* tabs and commas: an empty field shows only by the numbers of those around it */
    {GJ_LAYOUT_TABS, "规章\t0\t12\n总计\t\t3\n", "T规章 V0 V12 / T总计 V3"},
    {GJ_LAYOUT_TABS, "\t规章\t/\t-\t\n", "T规章 B/ B-"},
    {GJ_LAYOUT_COMMAS, "规章,0,1\n总计,3,4\n其他,5,\n合计,8,9\n", "T规章 V0 V1 / T总计 V3 V4 / T其他 V5 / T合计 V8 V9"},
    {GJ_LAYOUT_COMMAS, "规章,0,,,,\n", "T规章 V0"},
    /* a row ends in values; headers stand right above one; a number with its thousands is none, nor is a sentence */
    {GJ_LAYOUT_COMMAS, "规章,0,1\n行政许可,1204\n", "T规章 V0 V1 / T行政许可 V1204"},
    {GJ_LAYOUT_COMMAS, "规章,,3\n总计, / ,-\n", "T规章 V3 / T总计 B/ B-"},
    {GJ_LAYOUT_COMMAS, "信息内容,本年新制,总数\n规章,0,1\n", "T信息内容 T本年新制 T总数 / T规章 V0 V1"},
    {GJ_LAYOUT_COMMAS, "规章,/,/\n", "T规章 B/ B/"},
    {GJ_LAYOUT_COMMAS, "2,1,0,,4\n", "V2 V1 V0 V4"},
    {GJ_LAYOUT_COMMAS, "规章;0;12\n\"行政;许可\";\"3\"\n", "T规章 V0 V12 / T行政;许可 V3"},
    {GJ_LAYOUT_COMMAS, "规章;;;\n", "T规章"},
    {GJ_LAYOUT_BARE, "1,204,305\n收费1,204\n规章,见附件,\n规章,3,见附件\n",
     "V1,204,305 / T收费1,204 / T规章,见附件, / T规章,3,见附件"},
    {GJ_LAYOUT_BARE, "一;二;三。\n一;二;三。\n一;二;三。\n一;二;三。\n",
     "T一;二;三。 / T一;二;三。 / T一;二;三。 / T一;二;三。"},
    {GJ_LAYOUT_BARE, "规章,本年,总数。\n规章,0,1\n", "T规章,本年,总数。 / T规章 V0 V1"},
    {GJ_LAYOUT_COLUMNS, "不计其他,   0   1\n", "T不计其他, V0 V1"},
    {GJ_LAYOUT_TABS, "\"规章\"\t\"0\"\t\"\"\t3\n", "T规章 V0 V3"},
    /* quoted fields may hold commas, doubled quotes and line ends */
    {GJ_LAYOUT_COMMAS, "\"规,章\",0,,,,\n", "T规,章 V0"},
    {GJ_LAYOUT_COMMAS, "总计,\"1,204\",,,,\n", "T总计 V1,204"},
    {GJ_LAYOUT_COMMAS, "\"规\n章\",0,,,,\n总计,3,,,,\n", "T规\n章 V0 / T总计 V3"},
    {GJ_LAYOUT_COMMAS, "\"\"\"规\"\"章\",0,,,,\n", "T\"\"规\"\"章 V0"},
    {GJ_LAYOUT_COMMAS, "[列=\",,,,,\",]\n规章\n0\n", "T[列=\" T\" T] / T规章 / V0"}, /* it closes nowhere */
    {GJ_LAYOUT_COMMAS, "\"规,,,\n| 0 |\n章\"\n", "T\"规 / V0 / T章\""},
    {GJ_LAYOUT_BARE, "一窗受理,一次办好,限时办结\n规章\n", "T一窗受理,一次办好,限时办结 / T规章"},
    /* one a line, and columns of spaces */
    {GJ_LAYOUT_BARE, "规章\n\n0\n\n12\n", "T规章 / V0 / V12"},
    {GJ_LAYOUT_COLUMNS, "规章     0    12\n", "T规章 V0 V12"},
    {GJ_LAYOUT_COLUMNS, "1. 属于国家秘密 3 0 0\n", "T1. 属于国家秘密 V3 V0 V0"},
    {GJ_LAYOUT_COLUMNS, "规章　　0　　12\n", "T规章 V0 V12"},
    {GJ_LAYOUT_COLUMNS, "收费金额   9,553,319 元\n", "T收费金额 V9,553,319 元"},
    /* drawn with lines: a cell may take several, and a blank one none */
    {GJ_LAYOUT_BOXES, "┌────┬───┐\n│规章│ 0 │\n├────┼───┤\n│总计│   │\n└────┴───┘\n", "T规章 V0 / T总计 B"},
    {GJ_LAYOUT_BOXES, "┌────┬───┐\n│自然│   │\n│人  │ 3 │\n└────┴───┘\n", "T自然+人 V3"},
    {GJ_LAYOUT_BOXES, "+----+---+\n|规章| 0 |\n+----+---+\n|总计| 3 |\n+====+===+\n", "T规章 V0 / T总计 V3"},
    {GJ_LAYOUT_BOXES, "+----+---+\n|甲+乙| 3 |\n+----+---+\n|C+++| 4 |\n+----+---+\n", "T甲+乙 V3 / TC+++ V4"},
    {GJ_LAYOUT_BOXES, "┏━━━━┳━━━┓\n┃规章┃ 0 ┃\n┣━━━━╋━━━┫\n┃总计┃ 3 ┃\n┗━━━━┻━━━┛\n", "T规章 V0 / T总计 V3"},
    {GJ_LAYOUT_BOXES, "╔════╦═══╗\n║规章║ 0 ║\n╠════╬═══╣\n║总计║ 3 ║\n╚════╩═══╝\n", "T规章 V0 / T总计 V3"},
    {GJ_LAYOUT_BOXES, "  +====+===+\n  |规章| 0 |\n  +====+===+\n总计\n", "T规章 V0 / T总计"},
    {GJ_LAYOUT_COLUMNS, "+86   0\n", "V+86 V0"},
    {GJ_LAYOUT_BARE, "+=:\n", "T+=:"},
    /* in tags: upper case too, spans, a cell left open, words beside the cells, tables in tables */
    {GJ_LAYOUT_TAGS, "<table><tr><td>规章</td><td>0</td></tr></table>\n", "T规章 V0"},
    {GJ_LAYOUT_TAGS, "<TABLE><TR><TH>规章<TH>0\n<TR><TD>总计<TD></TABLE>\n", "T规章 V0 / T总计 B"},
    {GJ_LAYOUT_TAGS, "<tr><td>规<br/>章</td><td> </td><td>12</td></tr>\n", "T规+章 B V12"},
    {GJ_LAYOUT_TAGS, "<table><tr><td>规章</td></tr>共<tr><td>0</td></tr></table>\n", "T规章 / T共 / V0"},
    {GJ_LAYOUT_TAGS,
     "<table>\n<tr>\n<td>规章</td><td><table><tr><td>0</td></tr></table></td>\n<td>3</td></tr></table>\n",
     "T规章 B / V0 / V3"},
    {GJ_LAYOUT_TAGS, "<table><tr><td\nrowspan='2'\n>规章</td><td>0 < 1</td></tr></table>\n", "T规章 T0 < 1"},
    {GJ_LAYOUT_TAGS, "<table><tr><td>规章</td><td>0", "T规章 V0"},
    {GJ_LAYOUT_BARE, "</tr>\n规章\n", "T</tr> / T规章"},
    {GJ_LAYOUT_BARE, "<\n规章\n<t", "T< / T规章 / T<t"},
    {GJ_LAYOUT_BARE, "<1>\n<p>规章</p>\n", "T<1> / T<p>规章</p>"},
    {GJ_LAYOUT_BOXES, "+----+---+\n|规章| 3 |\n+----+---\n+\n", "T规章 V3 / T+"},
    /* in wiki markup: cells on a line of their own and several on one, headers, attributes, a caption, words beside */
    {GJ_LAYOUT_TAGS, "{|\n|-\n| 规章\n| 0\n|-\n| 总计\n|\n|}\n", "T规章 V0 / T总计 B"},
    {GJ_LAYOUT_TAGS, "{| class=\"wikitable\" border=1\n! 规章 !! 0\n|- style='color: red'\n| 总计 || || 3\n|}\n",
     "T规章 V0 / T总计 B V3"},
    {GJ_LAYOUT_TAGS, "{|\n|-\n! scope=row | 规章 || colspan=\"2\" | 3\n|rowspan=2|-1\n|-1\n|+2\n|}\n",
     "T规章 V3 V-1 V-1 V+2"},
    {GJ_LAYOUT_TAGS, "{|\n|+ 情况\n|-\n| 规\n章\n\n注\n|-----\n| 0 | 12 |\n|}\n", "T情况 / T规+章 / T注 / V0 V12"},
    {GJ_LAYOUT_TAGS, "{|\n|-\n| 规章\n|} 共\n总计\n", "T规章 / T共 / T总计"},
    {GJ_LAYOUT_TAGS, "{|\n|-\n| 规章\n{|\n|-\n| 0\n|}\n", "T规章 / V0"},
    {GJ_LAYOUT_TAGS, "{|\n|-\n| a=\"1\" | 3\n|-\n| colspan=2\n|}\n", "Ta=\"1\" V3 / Tcolspan=2"},
    /* rows and the end lost: lines of pipes; words behind the mark: no table */
    {GJ_LAYOUT_PIPES, "{|\n| 规章 | 0\n", "T{ / T规章 V0"},
    {GJ_LAYOUT_PIPES, "{| 规章 | 0\n|-\n| 3 | 4\n|}\n", "T{ T规章 V0 / V3 V4 / T}"},
    /* what is no cell */
    {GJ_LAYOUT_PIPES, "规章 |\n- 4 -\n0 |\n", "T规章 / N- 4 - / V0"},
    {GJ_LAYOUT_PIPES, "规章 |\n—5—\n0 |\n", "T规章 / N—5— / V0"},
    {GJ_LAYOUT_PIPES, "规章 |\n第 4 页\n0 |\n", "T规章 / N第 4 页 / V0"},
    {GJ_LAYOUT_BARE, "本局全年收到申请23件,均已在规定期限内办理完毕,没有因公开工作引起的争议。\n",
     "P本局全年收到申请23件,均已在规定期限内办理完毕,没有因公开工作引起的争议。"},
    /* numbers at the foot of each page: page numbers where they count on to the last, and not where another follows */
    {GJ_LAYOUT_BARE, "规章\n1\n\f许可\n2\n\f处罚\n3\n", "T规章 / N1 / T许可 / N2 / T处罚 / N3"},
    {GJ_LAYOUT_BARE, "规章\n1\n\f许可\n2\n\f处罚\n3\n\f收费\n2\n", "T规章 / V1 / T许可 / V2 / T处罚 / V3 / T收费 / V2"},
    {GJ_LAYOUT_BARE, "规章\n1\n\f许可\n2\n\f处罚\n3\n\f收费\n1\n", "T规章 / N1 / T许可 / N2 / T处罚 / N3 / T收费 / V1"},
    /* further up in a block of its own, where it is the only one and the page has none with dashes; the first, a 1, is at
       the foot */
    {GJ_LAYOUT_BARE, "规章\n1\n\f许可\n\n2\n\n0\n\f处罚\n3\n", "T规章 / N1 / T许可 / N2 / V0 / T处罚 / N3"},
    {GJ_LAYOUT_BARE, "规章\n1\n\f许可\n2\n\n0\n\f处罚\n3\n", "T规章 / V1 / T许可 / V2 / V0 / T处罚 / V3"},
    {GJ_LAYOUT_BARE, "规章\n1\n\f许可\n\n2\n\n2\n\n0\n\f处罚\n3\n", "T规章 / V1 / T许可 / V2 / V2 / V0 / T处罚 / V3"},
    {GJ_LAYOUT_BARE, "规章\n1\n\f许可\n\n2\n\n- 2 -\n\f处罚\n3\n", "T规章 / V1 / T许可 / V2 / N- 2 - / T处罚 / V3"},
    {GJ_LAYOUT_BARE, "规章\n9223372036854775807\n\f许可\n9223372036854775807\n",
     "T规章 / V9223372036854775807 / T许可 / V9223372036854775807"},
    /* and no number of a row is as large as this */
    {GJ_LAYOUT_BARE, "9223372036854775807\n规章\n9223372036854775807\n许可\n",
     "V9223372036854775807 / T规章 / V9223372036854775807 / T许可"},
    {GJ_LAYOUT_BARE, "规章\n11\n\f许可\n\n12\n\n0\n\f处罚\n13\n", "T规章 / V11 / T许可 / V12 / V0 / T处罚 / V13"},
    {GJ_LAYOUT_BARE, "规章\n\n1\n\n0\n\f许可\n2\n\f处罚\n3\n", "T规章 / V1 / V0 / T许可 / V2 / T处罚 / V3"},
    /* units below each other, of values that stand elsewhere */
    {GJ_LAYOUT_BARE, "189\n\n件\n\n件\n\n", "V189 / T件 / T件"},
    /* a unit below its number, and a numbering before its label */
    {GJ_LAYOUT_BARE, "采购总金额\n6727.41\n万元\n", "T采购总金额 / V6727.41+万元"},
    {GJ_LAYOUT_BARE, "1\n、属于国家秘密\n0\n", "T1 / T、属于国家秘密 / V0"},
};

struct lines {
    char text[1024];
    size_t length;
};

static void add(struct lines *lines, const char *bytes, size_t length) {
    ck_assert_uint_lt(lines->length + length, sizeof lines->text);
    memcpy(lines->text + lines->length, bytes, length);
    lines->length += length;
    lines->text[lines->length] = '\0';
}

static void describe(const struct gj_cells *cells, const struct gj_text *text, struct lines *lines) {
    static const char kinds[] = {[GJ_ATOM_TEXT] = 'T',
                                 [GJ_ATOM_VALUE] = 'V',
                                 [GJ_ATOM_BLANK] = 'B',
                                 [GJ_ATOM_PROSE] = 'P',
                                 [GJ_ATOM_PAGE] = 'N'};
    const struct gj_atom *last = NULL;
    for (size_t i = 0; i < cells->count; i++) {
        const struct gj_atom *atom = &cells->atoms[i];
        if (atom->is_piece)
            continue;
        if (last)
            add(lines, last->row == atom->row ? " " : " / ", last->row == atom->row ? 1 : 3);
        add(lines, &kinds[atom->kind], 1);
        for (const struct gj_atom *piece = atom;; piece = &cells->atoms[piece->next_piece]) {
            add(lines, text->bytes + piece->offset, piece->length);
            if (piece->next_piece == GJ_NO_ATOM)
                break;
            add(lines, "+", 1);
        }
        last = atom;
    }
}

static const gj_limits no_limits = {.line_bytes = SIZE_MAX, .atoms = SIZE_MAX};

static void read_cells(const char *bytes, size_t length, struct gj_arena *arena, struct gj_text *text,
                       struct gj_cells *cells) {
    ck_assert_int_eq(gj_text_read(text, arena, "cells", bytes, length, "utf-8", NULL), GJ_OK);
    ck_assert_int_eq(gj_cells_read(cells, arena, text, &no_limits), GJ_OK);
}

START_TEST(a_layout_gives_its_cells) {
    struct gj_arena arena = {0};
    struct gj_text text;
    struct gj_cells cells;
    struct lines lines = {.length = 0};
    read_cells(cases[_i].text, strlen(cases[_i].text), &arena, &text, &cells);
    describe(&cells, &text, &lines);
    ck_assert_msg(strcmp(lines.text, cases[_i].atoms) == 0, "%s\ngave     %s\nexpected %s", cases[_i].text, lines.text,
                  cases[_i].atoms);
    ck_assert_str_eq(gj_layout_name(cells.atoms[0].layout), gj_layout_name(cases[_i].layout));
    gj_arena_free(&arena);
}
END_TEST

/* Where a cell of a table in tags stands, squares counted that are covered from above and from the left. */
START_TEST(cells_in_tags_know_their_squares) {
    static const char text[] = "<table>"
                               "<tr><td rowspan=\"2\">a</td><td colspan = 2 >b</td><td>c</td></tr>"
                               "<tr><td colspan='0'>d</td><td colspan=x>e</td><td rowspan=3>f</td></tr>"
                               "<tr><td>g</td><td>h</td><td>i</td><td>j</td></tr>"
                               "<tr><td colspan=999999999999999999999>k</td><td>l</td></tr>"
                               "<tr><td>m</td><td>n</td><td>o</td><td>p</td></tr></table>";
    static const struct {
        char name;
        uint32_t left, right;
    } squares[] = {{'a', 0, 0}, {'b', 1, 2}, {'c', 3, 3}, {'d', 1, 1}, {'e', 2, 2},   {'f', 3, 3},
                   {'g', 0, 0}, {'h', 1, 1}, {'i', 2, 2}, {'j', 4, 4}, {'k', 0, 127}, {'l', 128, 128},
                   {'m', 0, 0}, {'n', 1, 1}, {'o', 2, 2}, {'p', 3, 3}};
    struct gj_arena arena = {0};
    struct gj_text lines;
    struct gj_cells cells;
    read_cells(text, sizeof text - 1, &arena, &lines, &cells);
    ck_assert_uint_eq(cells.count, sizeof squares / sizeof *squares);
    for (size_t i = 0; i < cells.count; i++) {
        const struct gj_atom *atom = &cells.atoms[i];
        ck_assert_int_eq(text[atom->offset], squares[i].name);
        ck_assert_msg(atom->left == squares[i].left && atom->right == squares[i].right, "%c: %u to %u", squares[i].name,
                      (unsigned)atom->left, (unsigned)atom->right);
    }
    gj_arena_free(&arena);
}
END_TEST

START_TEST(cells_of_a_wiki_know_their_squares) {
    static const char text[] =
        "{|\n|-\n| rowspan=2 | a || colspan=\"2\" | b\n! c\n|-\n| d || e\n|rowspan=2|f\n|-\n| g || h\n|i\n|}\n";
    static const struct {
        char name;
        uint32_t left, right, from_end;
    } squares[] = {{'a', 0, 0, 4}, {'b', 1, 2, 3}, {'c', 3, 3, 1}, {'d', 1, 1, 3}, {'e', 2, 2, 2},
                   {'f', 3, 3, 1}, {'g', 0, 0, 4}, {'h', 1, 1, 3}, {'i', 2, 2, 2}};
    struct gj_arena arena = {0};
    struct gj_text lines;
    struct gj_cells cells;
    read_cells(text, sizeof text - 1, &arena, &lines, &cells);
    ck_assert_uint_eq(cells.count, sizeof squares / sizeof *squares);
    for (size_t i = 0; i < cells.count; i++) {
        const struct gj_atom *atom = &cells.atoms[i];
        ck_assert_int_eq(text[atom->offset], squares[i].name);
        ck_assert_msg(atom->left == squares[i].left && atom->right == squares[i].right, "%c: %u to %u", squares[i].name,
                      (unsigned)atom->left, (unsigned)atom->right);
        ck_assert_uint_eq(GJ_ROW_END - atom->first_character, squares[i].from_end);
    }
    gj_arena_free(&arena);
}
END_TEST

START_TEST(atoms_know_their_lines) {
    struct gj_arena arena = {0};
    struct gj_text text;
    struct gj_cells cells;
    static const char bytes[] = "规章 |\r\n\r\n0 | 1 |\r\n";
    read_cells(bytes, sizeof bytes - 1, &arena, &text, &cells);
    ck_assert_uint_eq(cells.count, 3);
    ck_assert_uint_eq(cells.atoms[0].line, 0);
    ck_assert_uint_eq(cells.atoms[1].line, 2);
    ck_assert_uint_eq(cells.atoms[2].line, 2);
    ck_assert(cells.atoms[0].is_lone);
    ck_assert(!cells.atoms[1].is_lone);
    ck_assert_uint_eq(cells.atoms[2].offset, strlen("规章 |\r\n\r\n0 | "));
    gj_arena_free(&arena);
}
END_TEST

START_TEST(fields_are_numbered_with_the_empty_ones) {
    static const char *const rows[] = {"规章\t\t\t7\t\n", "规章,,,7,,,\n"};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct gj_arena arena = {0};
        struct gj_text text;
        struct gj_cells cells;
        read_cells(rows[i], strlen(rows[i]), &arena, &text, &cells);
        ck_assert_uint_eq(cells.count, 2);
        ck_assert_uint_eq(cells.atoms[0].left, 0);
        ck_assert_uint_eq(cells.atoms[1].left, 3);
        gj_arena_free(&arena);
    }
}
END_TEST

START_TEST(pieces_are_joined) {
    struct gj_arena arena = {0};
    struct gj_text text;
    struct gj_cells cells;
    static const char bytes[] = "┌────┬───┐\n│自然│   │\n│人  │ 3 │\n└────┴───┘\n";
    size_t length;
    read_cells(bytes, sizeof bytes - 1, &arena, &text, &cells);
    const char *joined = gj_atom_text(&cells, &text, &arena, &cells.atoms[0], &length);
    ck_assert_uint_eq(length, strlen("自然人"));
    ck_assert_int_eq(memcmp(joined, "自然人", length), 0);
    gj_arena_free(&arena);
}
END_TEST

/* Rules so short end no row, and all cells are of one. */
START_TEST(a_long_row_is_put_in_order_in_time) {
    enum { ROWS = 80000 };
    static const char row[] = "+--+--+\n|1 |2 |\n";
    struct gj_arena arena = {0};
    struct gj_text text;
    struct gj_cells cells;
    char *bytes = malloc(ROWS * (sizeof row - 1));
    ck_assert_ptr_nonnull(bytes);
    for (size_t i = 0; i < ROWS; i++)
        memcpy(bytes + i * (sizeof row - 1), row, sizeof row - 1);
    read_cells(bytes, ROWS * (sizeof row - 1), &arena, &text, &cells);
    ck_assert_uint_eq(cells.count, 2 * ROWS);
    for (size_t i = 0; i < cells.count; i++) {
        ck_assert_uint_eq((size_t)(bytes[cells.atoms[i].offset] - '1'), i / ROWS);
        ck_assert_uint_eq(cells.atoms[i].line, 2 * (i % ROWS) + 1);
    }
    gj_arena_free(&arena);
    free(bytes);
}
END_TEST

/* Numbers of rows before their labels, and values with their units on the next line. */
START_TEST(many_numbered_labels_are_parted_in_time) {
    enum { ROWS = 100000, LONGEST = 32 };
    struct gj_arena arena = {0};
    struct gj_text text;
    struct gj_cells cells;
    char *bytes = malloc((size_t)ROWS * LONGEST);
    size_t length = 0;
    ck_assert_ptr_nonnull(bytes);
    for (size_t i = 0; i < ROWS; i++)
        length += (size_t)snprintf(bytes + length, LONGEST, "%zu 规章\n3\n件\n", i % 999 + 1);
    read_cells(bytes, length, &arena, &text, &cells);
    ck_assert_uint_eq(cells.count, 4 * ROWS);
    for (size_t i = 2; i < cells.count; i += 4)
        ck_assert_uint_eq(cells.atoms[i].next_piece, i + 1);
    gj_arena_free(&arena);
    free(bytes);
}
END_TEST

START_TEST(nothing_gives_no_cells) {
    static const char *const nothings[] = {"", "\n", " \n\t\n", "\r\n\f"};
    for (size_t i = 0; i < sizeof nothings / sizeof *nothings; i++) {
        struct gj_arena arena = {0};
        struct gj_text text;
        struct gj_cells cells;
        read_cells(nothings[i], strlen(nothings[i]), &arena, &text, &cells);
        ck_assert_msg(cells.count == 0, "%zu cells of nothing %zu", cells.count, i);
        gj_arena_free(&arena);
    }
}
END_TEST

START_TEST(width_counts_columns) {
    ck_assert_uint_eq(gj_display_width("", 0), 0);
    ck_assert_uint_eq(gj_display_width("abc", 3), 3);
    ck_assert_uint_eq(gj_display_width("规章", 6), 4);
    ck_assert_uint_eq(gj_display_width("规\t1", 5), 4);
    ck_assert_uint_eq(gj_display_width("规\xE2\x80\x8B章", 9), 4);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("cells");
    TCase *tcase = tcase_create("cells");
    tcase_add_loop_test(tcase, a_layout_gives_its_cells, 0, COUNT(cases));
    tcase_add_test(tcase, cells_in_tags_know_their_squares);
    tcase_add_test(tcase, cells_of_a_wiki_know_their_squares);
    tcase_add_test(tcase, atoms_know_their_lines);
    tcase_add_test(tcase, fields_are_numbered_with_the_empty_ones);
    tcase_add_test(tcase, pieces_are_joined);
    tcase_add_test(tcase, a_long_row_is_put_in_order_in_time);
    tcase_add_test(tcase, many_numbered_labels_are_parted_in_time);
    tcase_add_test(tcase, nothing_gives_no_cells);
    tcase_add_test(tcase, width_counts_columns);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
