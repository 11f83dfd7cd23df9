"""Names in Han and Hangul signs before a deed, and words that only begin like one."""

import pytest

from unblame.people import Cast, mentions

PEOPLE = [
    ("李雷 restarted the db", "Responder A restarted the db"),
    ("李雷 重启了数据库", "Responder A 重启了数据库"),
    ("10:02 韩梅梅回滚了发布", "10:02 Responder A回滚了发布"),
    ("田中 approved the change", "Responder A approved the change"),
    ("田中太郎 approved the change", "Responder A approved the change"),
    ("田中が確認した", "Responder Aが確認した"),
    ("김민준 restarted the pod", "Responder A restarted the pod"),
    ("李雷 restarted it. 后来 李雷 下线", "Responder A restarted it. 后来 Responder A 下线"),
]

LOOK_ALIKES = [
    "数据库 restarted, 马上重启, 任务执行完成",
    "程序执行失败。周一部署。系统发现异常。",
    "何时重启? 高峰 noticed nothing. 范围确认",
    "서버 restarted. 장애 noticed. 오류 reported.",
    "李雷 as text",
]


@pytest.mark.parametrize(("text", "expected"), PEOPLE)
def test_a_name_before_a_deed_is_replaced(text, expected):
    assert Cast().replace(text) == expected


@pytest.mark.parametrize("text", LOOK_ALIKES)
def test_words_that_begin_like_a_family_name_stay(text):
    assert [mention.text for mention in mentions(text) if mention.sure] == []
