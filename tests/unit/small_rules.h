/* Rules of prose in which every member says something, as few of each as there can be. */
#ifndef SMALL_RULES_H
#define SMALL_RULES_H

static const char small_rules[] =
    "{\"format\": 1, \"prose\": {"
    "\"words\": {\"before\": [\"全年\", \"共\"], \"after\": [\"共\"], \"all\": [\"全部\"], \"asked\": [\"申请\"]}, "
    "\"units\": {\"cases\": [\"件\"], \"money\": [\"元\", \"万元\"]}, "
    "\"opens\": [\"其中\"], \"links\": [\"和\"], \"negations\": [\"没有\"], \"each\": [\"各\"], "
    "\"other_periods\": [\"上年\"], \"inexact_before\": [\"约\"], \"inexact_after\": [\"余\"], \"rest\": [\"其他\"], "
    "\"bodies\": [\"局\"], \"not_bodies\": [\"在\"], \"belonging\": [\"的\"], \"comparisons\": [\"比\"], "
    "\"scopes\": [\"全市\"], \"places\": [\"市\"], \"named_by\": [\"公开\"], \"respectively\": [\"分别\"], "
    "\"years\": [{\"template\": \"ogi-2019\", \"from\": 2019, \"to\": 2020, \"fill\": true}], "
    "\"triggers\": [\"申请\"], \"simplify\": [\"辦办\", \"結结\"], \"money\": {\"元\": 0, \"万元\": 4}, "
    "\"claims\": ["
    "{\"id\": \"all\", \"topic\": \"asked\", \"units\": [\"cases\"], \"say\": [\"收到{asked}\"], \"none\": [\"收到{asked}\"], "
    "\"cells\": {\"ogi-2019\": [\"applications/new_received/total\"]}, "
    "\"may_include\": {\"ogi-2019\": [\"applications/carried_over/total\"]}}, "
    "{\"id\": \"part\", \"needs\": \"asked\", \"among\": \"answers\", \"follows\": [\"asked\"], \"context\": [\"答复\"], "
    "\"units\": [\"cases\"], \"say\": [\"答复\"], \"all\": [\"均答复\"], \"all_of\": [\"all\"], \"sum_to\": [\"all\"], "
    "\"within\": [\"all\"], \"unless\": [\"asked\"], \"result\": true, \"cells\": {}}]}}";

#endif
